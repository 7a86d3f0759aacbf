using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>ATTACH, DETACH and CREATE ... PARTITION OF. Measured on 12 to 18, the differences of 11 there too.</summary>
internal static class PartitionLocks
{
    public static void Attach(EffectsBuilder effects, AttachPartition change)
    {
        var state = effects.Before;
        Fail(effects, change);
        var builds = PartitionApplication.MissingIndexes(state, change.Table, change.Partition).Any();
        var partition = state.FindTable(change.Partition);
        var proven = PartitionProof.Fits(state.FindTable(change.Table), partition, change.Bound);
        var work = (proven ? Work.None : Work.Scan) | (builds ? Work.BuildIndex | Work.Scan : Work.None);
        // Below 12 ATTACH locked the parent exclusively (release notes of 12; measured on 11).
        effects.Lock(change.Table, effects.Version < 12 ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
        effects.LockTree(change.Partition, LockMode.AccessExclusive, work, assumed: partition is null || state.FindTable(change.Table) is null);
        Default(effects, change.Table, change.Bound, change.Partition);
        ForeignKeys(effects, change.Table, change.Partition, Work.Scan, effects.Version < 12 ? LockMode.RowShare : LockMode.ShareRowExclusive);
    }

    public static void Detach(EffectsBuilder effects, DetachPartition change)
    {
        var other = effects.Before.DefaultPartitionOf(change.Table) is { } found && found.Name != change.Partition ? found : null;
        if (change.Concurrently || change.Finalize)
        {
            Concurrently(effects, change, other is not null);
            return;
        }

        effects.Lock(change.Table, LockMode.AccessExclusive);
        // 14 strengthened the lock on the partition when it brought CONCURRENTLY.
        var isDefault = effects.Before.FindTable(change.Partition)?.IsDefaultPartition == true;
        effects.LockTree(
            change.Partition, effects.Version < 14 && !isDefault ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        if (other is not null)
        {
            effects.LockTree(other.Name, LockMode.AccessExclusive);
        }

        ForeignKeys(effects, change.Table, change.Partition, Work.None, LockMode.ShareRowExclusive);
    }

    public static void CreatePartition(EffectsBuilder effects, QualifiedName parent, CreateTable change)
    {
        effects.Lock(parent, LockMode.AccessExclusive);
        Default(effects, parent, change.Bound, change.Table);
        ForeignKeys(effects, parent, change.Table, Work.None, effects.Version < 12 ? LockMode.AccessShare : LockMode.ShareRowExclusive);
    }

    private static void Fail(EffectsBuilder effects, AttachPartition change)
    {
        var parent = effects.Before.FindTable(change.Table);
        var partition = effects.Before.FindTable(change.Partition);
        if (parent is { IsComplete: true } && !effects.Before.IsPartitioned(change.Table))
        {
            effects.Fail(
                effects.Version < 18 ? "42P17" : "42809",
                effects.Version < 18
                    ? $"table \"{change.Table.Name}\" is not partitioned"
                    : $"ALTER action ATTACH PARTITION cannot be performed on relation \"{change.Table.Name}\"");
        }

        if (parent is { IsComplete: true } && partition is { IsComplete: true })
        {
            foreach (var column in partition.Columns.Keys.Except(parent.Columns.Keys).OrderBy(static c => c, System.StringComparer.Ordinal))
            {
                effects.Fail("42804", $"table \"{change.Partition.Name}\" contains column \"{column}\" not found in parent \"{change.Table.Name}\"");
            }

            foreach (var column in parent.Columns.Keys.Except(partition.Columns.Keys).OrderBy(static c => c, System.StringComparer.Ordinal))
            {
                effects.Fail("42804", $"child table is missing column \"{column}\"");
            }
        }
    }

    private static void Concurrently(EffectsBuilder effects, DetachPartition change, bool hasDefault)
    {
        if (effects.Version < 14)
        {
            effects.Fail("42601", "syntax error at or near \"" + (change.Finalize ? "FINALIZE" : "CONCURRENTLY") + "\"");
        }

        if (change.Concurrently)
        {
            // It waits for whoever uses the parent, not for every older transaction (measured).
            effects.RunsOutsideTransaction();
            if (hasDefault)
            {
                effects.Fail("55000", "cannot detach partitions concurrently when a default partition exists");
            }
        }

        effects.Lock(change.Table, LockMode.ShareUpdateExclusive);
        effects.LockTree(change.Partition, LockMode.AccessExclusive);
    }

    /// <summary>The default partition must hold no row that belongs to the new one.</summary>
    private static void Default(EffectsBuilder effects, QualifiedName parent, PartitionBound? bound, QualifiedName partition)
    {
        if (effects.Before.DefaultPartitionOf(parent) is not { } other || other.Name == partition)
        {
            return;
        }

        var proven = PartitionProof.Excludes(effects.Before.FindTable(parent), other, bound);
        effects.LockTree(other.Name, LockMode.AccessExclusive, proven ? Work.None : Work.Scan);
    }

    private static void ForeignKeys(EffectsBuilder effects, QualifiedName parent, QualifiedName partition, Work work, LockMode mode)
    {
        foreach (var foreignKey in effects.Before.FindTable(parent)?.ForeignKeys ?? [])
        {
            var has = effects.Before.FindTable(partition)?.ForeignKeys.Any(f =>
                f.Definition.ReferencedTable == foreignKey.Definition.ReferencedTable
                && f.Definition.Columns.SequenceEqual(foreignKey.Definition.Columns)) == true;
            var scan = has ? Work.None : work;
            effects.LockTree(foreignKey.Definition.ReferencedTable!, mode, scan);
            if (scan != Work.None)
            {
                effects.LockTree(partition, LockMode.AccessExclusive, scan);
            }
        }
    }
}
