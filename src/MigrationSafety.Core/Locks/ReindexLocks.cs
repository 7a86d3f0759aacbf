using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>REINDEX: SHARE on the table, ACCESS EXCLUSIVE on its indexes, so that plans wait. Measured on 12 to 18.</summary>
internal static class ReindexLocks
{
    public static void Add(EffectsBuilder effects, Reindex change)
    {
        if (change.Concurrently)
        {
            effects.RunsOutsideTransaction(waitsForOlderTransactions: true);
            if (effects.Version < 12)
            {
                effects.Fail("42601", "syntax error at or near \"CONCURRENTLY\"");
            }
        }

        switch (change.Target)
        {
            case ReindexTarget.Index when change.Name is { } name:
                Index(effects, change, name);
                break;
            case ReindexTarget.Table when change.Name is { } name:
                Parent(effects, name);
                Tables(effects, change, effects.Before.Partitions(name));
                break;
            case ReindexTarget.Index or ReindexTarget.Table:
                break;
            case ReindexTarget.System:
                effects.RunsOutsideTransaction();
                break;
            default:
                // Table after table, each in a transaction of its own.
                effects.RunsOutsideTransaction();
                Tables(effects, change, KnownTables(effects.Before, change));
                break;
        }
    }

    private static void Index(EffectsBuilder effects, Reindex change, QualifiedName name)
    {
        if (effects.Before.FindIndex(name) is not { } index)
        {
            effects.LockIndex(
                name, null, change.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive, Work.BuildIndex);
            return;
        }

        Parent(effects, index.Table);
        foreach (var table in effects.Before.Partitions(index.Table))
        {
            Lock(effects, change, table);
        }

        if (!change.Concurrently)
        {
            effects.LockIndex(name, index.Table, LockMode.AccessExclusive, Work.BuildIndex);
        }
    }

    private static void Tables(EffectsBuilder effects, Reindex change, IEnumerable<QualifiedName> tables)
    {
        foreach (var table in tables)
        {
            Lock(effects, change, table);
            if (!change.Concurrently)
            {
                foreach (var index in effects.Before.FindTable(table)?.Indexes ?? ImmutableArray<IndexState>.Empty)
                {
                    effects.LockIndex(index.Name, table, LockMode.AccessExclusive, Work.BuildIndex);
                }
            }
        }
    }

    private static void Lock(EffectsBuilder effects, Reindex change, QualifiedName table)
    {
        var builds = !effects.Before.IsPartitioned(table) && effects.Before.MayHaveIndexes(table);
        effects.Lock(
            table,
            change.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share,
            builds ? Work.BuildIndex | Work.Scan : Work.None);
    }

    /// <summary>A partitioned table is reindexed from 14 on, partition by partition (documentation).</summary>
    private static void Parent(EffectsBuilder effects, QualifiedName table)
    {
        if (!effects.Before.IsPartitioned(table))
        {
            return;
        }

        if (effects.Version < 14)
        {
            effects.Fail("0A000", "REINDEX is not yet implemented for partitioned indexes");
        }

        effects.RunsOutsideTransaction();
    }

    private static IEnumerable<QualifiedName> KnownTables(SchemaState state, Reindex change) => state.Tables.Values
        .Where(t => t.Kind is RelationKind.Table or RelationKind.MaterializedView
            && (change.Target != ReindexTarget.Schema || (t.Name.Schema ?? "public") == change.Name?.Name))
        .Select(static t => t.Name)
        .OrderBy(static n => n.ToString(), System.StringComparer.Ordinal);
}
