using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Tool.Analysis;

namespace MigrationSafety.Tool.Baselines;

/// <summary>Makes a baseline from the findings of today and the one there is.</summary>
internal static class BaselineUpdate
{
    private readonly record struct Key(string Rule, BaselinePlace Place, string On);

    /// <summary>Entries for all findings that nobody accepted in the code. Reason and day of an entry that was there stay.</summary>
    public static IReadOnlyList<BaselineEntry> Update(IEnumerable<ToolFinding> findings, IReadOnlyList<BaselineEntry> old, string folder)
    {
        var known = ByKey(old);
        return Counts(findings, folder)
            .Select(pair => (known.GetValueOrDefault(pair.Key) ?? new BaselineEntry { Rule = pair.Key.Rule, Place = pair.Key.Place, On = pair.Key.On })
                with { Count = pair.Value })
            .ToList();
    }

    /// <summary>The old entries without what matches nothing today; nothing is added.</summary>
    public static IReadOnlyList<BaselineEntry> Prune(IEnumerable<ToolFinding> findings, IReadOnlyList<BaselineEntry> old, string folder)
    {
        var today = Counts(findings, folder);
        return ByKey(old)
            .Where(pair => today.ContainsKey(pair.Key))
            .Select(pair => pair.Value with { Count = System.Math.Min(pair.Value.Count, today[pair.Key]) })
            .ToList();
    }

    private static Dictionary<Key, int> Counts(IEnumerable<ToolFinding> findings, string folder) =>
        findings
            .Where(static finding => finding.Accepted is null or { By: AcceptedBy.Baseline })
            .Where(finding => finding.BaselinePlace(folder) is not null)
            .SelectMany(finding => finding.Subjects.Select(on => new Key(finding.Rule.Id, finding.BaselinePlace(folder)!.Value, on)))
            .GroupBy(static key => key)
            .ToDictionary(static group => group.Key, static group => group.Count());

    // The same twice in a file edited by hand: their counts add up.
    private static Dictionary<Key, BaselineEntry> ByKey(IEnumerable<BaselineEntry> entries) =>
        entries.GroupBy(static entry => new Key(entry.Rule, entry.Place, entry.On))
            .ToDictionary(static group => group.Key, static group => group.First() with { Count = group.Sum(static entry => entry.Count) });
}
