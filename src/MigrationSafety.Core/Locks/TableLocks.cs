using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>CREATE, DROP, RENAME, TRUNCATE and LOCK TABLE. Measured on 12 to 18.</summary>
internal static class TableLocks
{
    public static void Add(EffectsBuilder effects, SchemaChange change)
    {
        switch (change)
        {
            case CreateTable c:
                Create(effects, c);
                break;
            case CreateTableAs c when !(c.IfNotExists && effects.Before.FindTable(c.Table) is not null):
                effects.Read(c.Sources, c.WithNoData ? Work.None : Work.Scan);
                break;
            case DropTable c:
                DropLocks.Table(effects, c);
                break;
            case RenameTable { Table: var name } when effects.Before.FindTable(name) is null && effects.Before.FindIndex(name) is not null:
                IndexLocks.Index(effects, name, LockMode.AccessExclusive);
                break;
            case RenameTable or SetTableSchema:
                effects.Lock(((TableChange)change).Table, LockMode.AccessExclusive);
                break;
            case Truncate c:
                Truncate(effects, c);
                break;
            case LockTable c:
                Lock(effects, c.Tables, c.Mode, c.Only);
                break;
        }
    }

    private static void Create(EffectsBuilder effects, CreateTable change)
    {
        if (change.IfNotExists && effects.Before.FindTable(change.Table) is not null)
        {
            return;
        }

        if (change.PartitionOf is { } parent)
        {
            PartitionLocks.CreatePartition(effects, parent, change);
        }

        foreach (var referenced in change.Constraints.Concat(change.Columns.SelectMany(static c => c.Constraints))
                     .Select(static c => c.ReferencedTable))
        {
            if (referenced is { } name && name != change.Table)
            {
                effects.LockPartitions(name, LockMode.ShareRowExclusive);
            }
        }

        if (change.OfType is { } type)
        {
            effects.Lock(type, LockMode.AccessShare);
        }

        foreach (var inherited in change.Inherits)
        {
            effects.Lock(inherited, LockMode.ShareUpdateExclusive);
        }

        foreach (var source in change.Sources)
        {
            effects.Lock(source, LockMode.AccessShare);
        }
    }

    private static void Truncate(EffectsBuilder effects, Truncate change)
    {
        var named = change.Tables.SelectMany(t => effects.Before.Tree(t, change.Only.Contains(t))).ToList();
        var truncated = new HashSet<QualifiedName>(named);
        for (var next = new Queue<QualifiedName>(truncated); next.Count > 0;)
        {
            foreach (var child in effects.Before.ReferencingTables(next.Dequeue()).SelectMany(t => effects.Before.Tree(t)))
            {
                if (!change.Cascade && !truncated.Contains(child))
                {
                    effects.Fail("0A000", "cannot truncate a table referenced in a foreign key constraint");
                }
                else if (change.Cascade && truncated.Add(child))
                {
                    next.Enqueue(child);
                }
            }
        }

        foreach (var table in named.Concat(truncated))
        {
            effects.Lock(table, LockMode.AccessExclusive, effects.Before.IsPartitioned(table) ? Work.None : Work.NewFile);
        }
    }

    private static void Lock(
        EffectsBuilder effects, ImmutableArray<QualifiedName> tables, LockMode mode, ImmutableArray<QualifiedName> only)
    {
        foreach (var table in tables)
        {
            effects.LockTree(table, mode, only: only.Contains(table));
            // A view hands its lock on to what it reads from.
            if (effects.Before.FindTable(table) is { Kind: RelationKind.View } view)
            {
                Lock(effects, view.Sources, mode, only);
            }
        }
    }
}
