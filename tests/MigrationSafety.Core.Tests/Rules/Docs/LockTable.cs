using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>
/// The "Measured lock" table of a page, made from the lock model; MigrationSafety.Locks.Tests compares the model with servers.
/// </summary>
internal static class LockTable
{
    public static readonly IReadOnlyList<string> Head =
    [
        "| statement | PostgreSQL | locks | rewrites | reads every row | builds an index |",
        "|---|---|---|---|---|---|",
    ];

    /// <summary>Rows for a statement: one for each run of versions that behave alike.</summary>
    public static IReadOnlyList<string> Rows(string statement, string before)
    {
        var rows = new List<(int First, int Last, string Effects)>();
        for (var major = PostgresVersion.Oldest; major <= PostgresVersion.Newest; major++)
        {
            var effects = Effects(statement, before, new PostgresVersion(major));
            if (rows.Count > 0 && rows[^1].Effects == effects)
            {
                rows[^1] = rows[^1] with { Last = major };
            }
            else
            {
                rows.Add((major, major, effects));
            }
        }

        return rows.Select(r => $"| `{statement}` | {Versions(r.First, r.Last)} | {r.Effects} |").ToList();
    }

    private static string Effects(string statement, string before, PostgresVersion version)
    {
        var schema = Changes(before).Aggregate(SchemaState.Empty, static (state, change) => state.Apply(change));
        var parts = new List<ChangeEffects>();
        foreach (var change in Changes(statement))
        {
            parts.Add(LockModel.EffectsOf(change, schema, version));
            schema = schema.Apply(change);
        }

        var effects = EffectsMerging.Merge(parts);
        return effects.FailsWith is not null
            ? $"error {effects.FailsWith}: {effects.FailureReason} | - | - | -"
            : $"{EffectWording.Locks(effects)} | {Word(effects.Relations.Any(r => r.Rewrites))} | {Word(effects.Relations.Any(r => r.Scans))} | {Word(effects.Relations.Any(r => r.BuildsIndex))}";
    }

    private static IEnumerable<SchemaChange> Changes(string sql)
    {
        var reading = SqlReader.Read(sql);
        Assert.Null(reading.Error);
        return reading.Changes;
    }

    private static string Versions(int first, int last) => first == last ? $"{first}" : $"{first} to {last}";

    private static string Word(bool value) => value ? "yes" : "no";
}
