using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>Our column of docs/comparison.md is what the rules say; UPDATE_DOCS=1 writes it.</summary>
public sealed partial class ComparisonPageTests
{
    private const string Page = "comparison.md";

    [Fact]
    public void Our_column_is_what_the_rules_say()
    {
        var page = DocsFolder.Read(Page);
        var schema = SchemaBlock().Match(page).Groups[1].Value;
        var expected = Row().Replace(page, row => $"{row.Groups["statement"].Value} {Cell(row, schema)} |");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is not null)
        {
            DocsFolder.Write(Page, expected);
            page = expected;
        }

        Assert.True(Row().Count(page) >= 60);
        Assert.Equal(expected, page);
    }

    [Fact]
    public void Every_id_has_its_page() =>
        Assert.All(
            Id().Matches(DocsFolder.Read(Page)).Select(static m => m.Value).Distinct(),
            static id => Assert.Contains(RuleCatalog.Descriptors, rule => rule.Id == id));

    private static string Cell(Match row, string schema)
    {
        var sql = row.Groups["sql"].Value;
        var findings = RuleTest.On(schema).Migration(row.Groups["outside"].Success ? RuleTest.Outside(sql) : sql).Findings;
        return string.Join(", ", Worst(findings)) is { Length: > 0 } ids ? ids : "–";
    }

    private static IEnumerable<string> Worst(IEnumerable<Finding> findings) => findings
        .GroupBy(static f => f.Rule.Id, static f => f.Severity)
        .OrderBy(static g => g.Key, StringComparer.Ordinal)
        .Select(static g => g.Max() switch
        {
            Severity.Error => $"**{g.Key}**",
            Severity.Warning => g.Key,
            _ => $"{g.Key} *(i)*",
        });

    [GeneratedRegex(@"^(?<statement>\| (?<outside>outside a transaction: )?`(?<sql>[^`]+)` \|)[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("```sql schema\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SchemaBlock();

    [GeneratedRegex(@"MIG\d{4}")]
    private static partial Regex Id();
}
