using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>
/// A migration's findings with their places, one for each rule and place: what a loop or a helper that is called twice
/// does to other tables from the same line is named in the first finding's message.
/// </summary>
internal static class PlacedFindings
{
    /// <summary><paramref name="findings"/>: those of the judgement that are reported, or those that somebody accepted.</summary>
    public static IEnumerable<(Finding Finding, FindingPlaces Places, IReadOnlyList<Finding> StandsFor)> Of(
        MigrationJudgement judgement, ImmutableArray<Finding> findings) =>
        findings
            .Select(finding => (Finding: finding, Places: FindingPlaces.Of(judgement, finding)))
            .GroupBy(static placed => (placed.Finding.Rule.Id, placed.Places.Main, placed.Finding.Suppression))
            .Select(static group =>
            {
                // The loudest: a small table must not lower what is said of a large one from the same line.
                var first = group.OrderByDescending(static placed => placed.Finding.Severity).First();
                var tables = group.Select(static placed => TableOf(placed.Finding)).OfType<string>()
                    .Where(table => table != TableOf(first.Finding)).Distinct();
                return (first.Finding with { AlsoOn = tables.ToImmutableArray() }, first.Places,
                    (IReadOnlyList<Finding>)group.Select(static placed => placed.Finding).ToArray());
            });

    private static string? TableOf(Finding finding) => finding.Change is TableChange change ? change.Table.ToString() : null;
}
