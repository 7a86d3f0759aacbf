using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Tests.Rules.Docs;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

/// <summary>docs/estimates.md has the numbers that are computed with.</summary>
public sealed class EstimatesPageTests
{
    private static readonly string Page = DocsFolder.Read("estimates.md");

    [Fact]
    public void The_page_has_every_coefficient() =>
        Assert.Equal(
            Enum.GetNames<CostFeature>().Zip(CostModel.Coefficients, static (name, c) => (name, c)),
            Regex.Matches(Page, @"^\| `(\w+)` \|.*\| ([\d.]+) \|$", RegexOptions.Multiline)
                .Select(static m => (m.Groups[1].Value, double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))));

    [Fact]
    public void The_page_has_the_range() =>
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"milliseconds / {DurationEstimate.Spread} to milliseconds x {DurationEstimate.Spread}"), Page, StringComparison.Ordinal);
}
