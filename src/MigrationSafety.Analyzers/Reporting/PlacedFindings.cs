using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>A finding with its places, and all findings that are told by it.</summary>
internal sealed record PlacedFinding(Finding Finding, FindingPlaces Places, IReadOnlyList<Finding> StandsFor);

/// <summary>
/// A migration's findings with their places, one for each rule and place: what a loop or a helper that is called twice
/// does to other tables from the same line is named in the first finding's message.
/// </summary>
internal static class PlacedFindings
{
    /// <summary><paramref name="findings"/>: those of the judgement that are reported, or those that somebody accepted.</summary>
    public static IReadOnlyList<PlacedFinding> Of(MigrationJudgement judgement, ImmutableArray<Finding> findings)
    {
        var placed = new List<PlacedFinding>(findings.Length);
        if (findings.Length == 1)
        {
            placed.Add(new(findings[0], FindingPlaces.Of(judgement, findings[0]), [findings[0]]));
            return placed;
        }

        var groups = new Dictionary<Line, List<Finding>>();
        foreach (var finding in findings)
        {
            var places = FindingPlaces.Of(judgement, finding);
            var line = new Line(finding.Rule.Id, places.Main, finding.Suppression);
            if (!groups.TryGetValue(line, out var together))
            {
                groups.Add(line, together = []);
                placed.Add(new(finding, places, together));
            }

            together.Add(finding);
        }

        for (var i = 0; i < placed.Count; i++)
        {
            if (placed[i].StandsFor is { Count: > 1 } together)
            {
                // The loudest: a small table must not lower what is said of a large one from the same line.
                var first = together.OrderByDescending(static finding => finding.Severity).First();
                placed[i] = new(first with { AlsoOn = OtherTables(first, together) }, FindingPlaces.Of(judgement, first), together);
            }
        }

        return placed;
    }

    private static ImmutableArray<string> OtherTables(Finding told, IReadOnlyList<Finding> together)
    {
        var own = TableOf(told);
        return together.Select(TableOf).OfType<string>().Where(table => table != own).Distinct().ToImmutableArray();
    }

    private static string? TableOf(Finding finding) => finding.Change is TableChange change ? change.Table.ToString() : null;

    private sealed record Line(string Rule, Location Main, FindingSuppression? Suppression);
}
