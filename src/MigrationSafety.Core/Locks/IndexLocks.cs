using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>CREATE, DROP, RENAME and ALTER INDEX. Measured on 12 to 18; below 12 from the documentation.</summary>
internal static class IndexLocks
{
    public static void Create(EffectsBuilder effects, CreateIndex change)
    {
        var partitioned = effects.Before.IsPartitioned(change.Table);
        var mode = change.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share;
        var exists = change.IfNotExists && change.Name is { } name
            && effects.Before.FindIndex(new QualifiedName(change.Table.Schema, name)) is not null;
        if (change.Concurrently)
        {
            effects.RunsOutsideTransaction(waitsForOlderTransactions: !exists);
            if (partitioned)
            {
                effects.Fail("0A000", $"cannot create index on partitioned table \"{change.Table.Name}\" concurrently");
            }
        }

        if (effects.Before.FindTable(change.Table)?.Kind == RelationKind.View)
        {
            effects.Fail("42809", effects.Version < 15
                ? $"\"{change.Table.Name}\" is not a table or materialized view"
                : $"cannot create index on relation \"{change.Table.Name}\"");
        }

        PartitionedTableFailures.Index(effects, change);
        if (change.Unique && effects.Before.FindTable(change.Table)?.PartitionKey.Except(change.Columns).Any() == true)
        {
            effects.Fail("0A000", "unique constraint on partitioned table must include all partitioning columns");
        }

        effects.LockPartitions(
            change.Table, mode, exists || (partitioned && change.Only) ? Work.None : Work.BuildIndex | Work.Scan, change.Only || exists);
    }

    public static void Add(EffectsBuilder effects, SchemaChange change)
    {
        switch (change)
        {
            case DropIndex c:
                Drop(effects, c);
                break;
            case RenameIndex c:
                // Below 12 ALTER INDEX ... RENAME took ACCESS EXCLUSIVE (release notes of 12).
                Index(effects, c.Index, c.ViaAlterTable || effects.Version < 12 ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
                break;
            case AlterIndex { Kind: AlterIndexKind.AttachPartition } c:
                Attach(effects, c);
                break;
            case AlterIndex { Kind: AlterIndexKind.SetTablespace } c:
                // The file is copied as it is; the table is not read.
                Index(effects, c.Index, LockMode.AccessExclusive, Work.Rewrite | Work.NewFile);
                break;
            case AlterIndex c:
                Index(effects, c.Index, LockMode.ShareUpdateExclusive);
                break;
        }
    }

    public static void Index(EffectsBuilder effects, QualifiedName index, LockMode mode, Work work = Work.None) =>
        effects.LockIndex(index, effects.Before.FindIndex(index)?.Table, mode, work);

    private static void Drop(EffectsBuilder effects, DropIndex change)
    {
        var index = effects.Before.FindIndex(change.Index);
        var mode = change.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive;
        if (change.Concurrently)
        {
            // It waits for whoever uses the table, not for every older transaction (measured).
            effects.RunsOutsideTransaction();
        }

        if (index is not null)
        {
            Fail(effects, change, index);
        }

        if ((index?.Table ?? change.Table) is { } table)
        {
            effects.LockPartitions(table, mode);
        }
        else
        {
            effects.LockIndex(change.Index, null, mode);
        }
    }

    private static void Fail(EffectsBuilder effects, DropIndex change, IndexState index)
    {
        if (index.Constraint is { } constraint)
        {
            effects.Fail("2BP01", $"cannot drop index {change.Index} because constraint {constraint} on table {index.Table} requires it");
        }

        if (index.PartitionOf is { } parent)
        {
            effects.Fail("2BP01", $"cannot drop index {change.Index} because index {parent} requires it");
        }

        if (change.Concurrently && effects.Before.IsPartitioned(index.Table))
        {
            effects.Fail("0A000", $"cannot drop partitioned index \"{change.Index.Name}\" concurrently");
        }
    }

    private static void Attach(EffectsBuilder effects, AlterIndex change)
    {
        var parent = effects.Before.FindIndex(change.Index);
        var child = change.AttachedIndex is { } attached ? effects.Before.FindIndex(attached) : null;
        if (parent is null || child is null)
        {
            Index(effects, change.Index, LockMode.ShareUpdateExclusive);
            return;
        }

        effects.Lock(parent.Table, LockMode.AccessShare);
        effects.Lock(child.Table, LockMode.AccessShare);
    }
}
