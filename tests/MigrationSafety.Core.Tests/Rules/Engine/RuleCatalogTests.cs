using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class RuleCatalogTests
{
    [Fact]
    public void No_rule_is_forgotten()
    {
        var written = typeof(Rule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Rule)) && !t.IsAbstract).Select(t => t.Name);
        Assert.Equal(written.OrderBy(n => n, StringComparer.Ordinal), RuleCatalog.Rules.Select(r => r.GetType().Name).OrderBy(n => n, StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = RuleCatalog.Descriptors.Select(d => d.Id).ToList();
        Assert.Equal(ids.Distinct().OrderBy(i => i, StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^MIG[1-9][0-9]{3}$", id));
    }

    [Fact]
    public void Every_rule_tells_its_name_and_what_it_is_about() => Assert.All(RuleCatalog.Rules, rule =>
    {
        var descriptor = rule.Descriptor;
        Assert.Contains(rule.GetType().Name, new[] { descriptor.Name, descriptor.Name + "Rule" });
        Assert.False(descriptor.Title.EndsWith('.'), descriptor.Title);
        Assert.EndsWith(".", descriptor.Description);
        Assert.EndsWith(".", descriptor.MessageFormat);
        Assert.EndsWith("/docs/rules/" + descriptor.Id + ".md", descriptor.HelpLink);
    });

    [Fact]
    public void Every_place_in_a_message_is_numbered_without_a_gap() => Assert.All(RuleCatalog.Descriptors, descriptor =>
    {
        var places = Regex.Matches(descriptor.MessageFormat, @"\{(\d)\}").Select(m => int.Parse(m.Groups[1].Value)).Distinct().Order().ToList();
        Assert.Equal(Enumerable.Range(0, places.Count), places);
        Assert.Contains(0, places);
    });

    [Fact]
    public void What_a_rule_takes_in_or_lowers_exists() => Assert.All(
        RuleCatalog.Descriptors.SelectMany(d => d.Absorbs.Concat(d.Lowers)),
        id => Assert.Contains(id, RuleCatalog.Descriptors.Select(d => d.Id)));
}
