using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Core.Baselines;

/// <summary>
/// The findings that an old code base had on the day it began (docs/baseline.md). An entry names rule, migration and object and
/// no line, so edits elsewhere in the file leave it valid; a further finding of the same kind is not covered.
/// </summary>
internal sealed class Baseline
{
    /// <summary>The file that is looked for where nobody named another.</summary>
    public const string DefaultFileName = "migration-safety.baseline.json";

    private readonly ILookup<BaselinePlace, BaselineEntry> entries;

    public Baseline(ImmutableArray<BaselineEntry> entries)
    {
        Entries = entries;
        this.entries = entries.ToLookup(static entry => entry.Place);
    }

    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>All findings of one place; those that the baseline covers say so.</summary>
    public ImmutableArray<Finding> Apply(ImmutableArray<Finding> findings, BaselinePlace place, DateTime today)
    {
        var left = entries[place].Where(entry => !entry.IsExpired(today)).Select(static entry => new Remaining(entry)).ToList();
        return left.Count == 0 ? findings : findings.Select(finding => Cover(finding, left)).ToImmutableArray();
    }

    /// <summary>
    /// Entries of a place that have expired, or cover fewer findings than they say. <paramref name="findings"/>: the
    /// place's, after <see cref="Apply"/>.
    /// </summary>
    public IEnumerable<BaselineEntry> Unused(ImmutableArray<Finding> findings, BaselinePlace place, DateTime today)
    {
        var covered = findings.Where(static finding => finding.Suppression is { Kind: SuppressionKind.Baseline }).ToList();
        foreach (var entry in entries[place])
        {
            var used = covered.RemoveAll(finding => Matches(entry, finding));
            if (entry.IsExpired(today) || used < entry.Count)
            {
                yield return entry;
            }
        }
    }

    private static Finding Cover(Finding finding, List<Remaining> left)
    {
        if (finding.Suppression is not null || left.FirstOrDefault(r => r.Count > 0 && Matches(r.Entry, finding)) is not { } match)
        {
            return finding;
        }

        match.Count--;
        return finding with { Suppression = new FindingSuppression(SuppressionKind.Baseline, match.Entry.Reason, match.Entry.Until) };
    }

    private static bool Matches(BaselineEntry entry, Finding finding) =>
        entry.Rule == finding.Rule.Id && entry.On == FindingSubject.Of(finding.Change);

    private sealed class Remaining(BaselineEntry entry)
    {
        public BaselineEntry Entry => entry;

        public int Count { get; set; } = entry.Count;
    }
}
