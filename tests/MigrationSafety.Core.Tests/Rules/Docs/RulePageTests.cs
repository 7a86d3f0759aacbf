using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Docs;

public sealed class RulePageTests
{
    public static TheoryData<string> Ids => new(RuleCatalog.Descriptors.Select(static d => d.Id));

    /// <summary>Rules about C# alone: MigrationSafety.Analyzers.Tests compiles and judges their samples.</summary>
    private static readonly string[] OnlyCSharp = ["MIG2004", "MIG2005", "MIG3010", "MIG3011", "MIG4005", "MIG4007", "MIG4010", "MIG4011", "MIG5003", "MIG6004"];

    /// <summary>Rules about options and suppressions, not about SQL.</summary>
    private static readonly string[] AboutOptions = ["MIG4009", "MIG9003", "MIG9004", "MIG9005"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_says_what_the_descriptor_says(string id)
    {
        var rule = Descriptor(id);
        Assert.Equal("# " + id + ": " + rule.Title, RulePage.Of(id).FirstLine);
        Assert.Equal(RuleFacts.Table(rule), RulePage.Of(id).Facts);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_has_every_section(string id)
    {
        var page = RulePage.Of(id);
        foreach (var heading in new[] { "What goes wrong", "Good", "Options", "Suppress" })
        {
            Assert.NotEmpty(page.Section(heading));
        }

        Assert.Contains(page.Section("Suppress"), line => line.Contains(id));
        Assert.True(AboutOptions.Contains(id) || page.Section("Source").Count > 0, "no source");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bad_sql_is_found_and_the_good_is_not(string id)
    {
        var page = RulePage.Of(id);
        var samples = page.Samples.Where(s => s is { Language: "sql", Role: not "before" }).ToList();
        Assert.True(OnlyCSharp.Contains(id) || AboutOptions.Contains(id) || samples.Select(s => s.Role).Distinct().Count() == 2, "a bad and a good sample");
        foreach (var sample in samples)
        {
            Assert.True(sample.Role == "bad" == Found(id, page, sample), sample.Role + ": " + sample.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_lock_table_is_the_lock_models(string id)
    {
        var page = RulePage.Of(id);
        var table = page.Section("Measured lock").Where(line => line.StartsWith('|')).ToList();
        if (table.Count > 0)
        {
            var statements = table.Skip(2).Select(row => row.Split('`')[1]).Distinct();
            var expected = LockTable.Head.Concat(statements.SelectMany(s => LockTable.Rows(s, page.Before))).ToList();
            page.Update(table, expected);
            Assert.True(expected.SequenceEqual(table), "run with UPDATE_DOCS=1, then again; expected:\n" + string.Join('\n', expected));
        }
    }

    [Fact]
    public void The_index_lists_every_rule_and_nothing_else()
    {
        var rows = DocsFolder.Read("rules/README.md").Split('\n').Where(l => l.StartsWith("| [MIG", StringComparison.Ordinal));
        Assert.Equal(RuleCatalog.Descriptors.Select(RuleFacts.IndexRow), rows);
        var pages = Directory.GetFiles(Path.Combine(DocsFolder.Path, "rules"), "MIG*.md").Select(f => Path.GetFileNameWithoutExtension(f));
        Assert.Equal(RuleCatalog.Descriptors.Select(d => d.Id), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_link_to_a_rule_leads_to_a_page()
    {
        var ids = RuleCatalog.Descriptors.Select(d => d.Id).ToHashSet();
        var files = Directory.GetFiles(Path.Combine(DocsFolder.Path, "rules")).Append(Path.Combine(DocsFolder.Path, "options.md"));
        Assert.All(files.SelectMany(file => Links(File.ReadAllText(file))), id => Assert.Contains(id, ids));
    }

    private static IEnumerable<string> Links(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, @"\((?:rules/)?(MIG\d{4})\.md\)").Select(m => m.Groups[1].Value);

    private static bool Found(string id, RulePage page, Sample sample) =>
        RuleTest.On(page.Before)
            .With(o => o with { LockTimeoutSetByRuntime = false })
            .Version(sample.PostgreSql ?? PostgresVersion.Default.Major)
            .SqlFile(sample.Text)
            .Findings.Any(f => f.Rule.Id == id || f.Absorbed.Contains(id));

    private static RuleDescriptor Descriptor(string id) => RuleCatalog.Descriptors.Single(d => d.Id == id);
}
