using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>SELECT, INSERT, UPDATE, DELETE, MERGE and COPY, with the locks of their foreign key checks. Measured on 10 to 18.</summary>
internal static class DataLocks
{
    public static void Add(EffectsBuilder effects, DataChange change)
    {
        if (change.Table is { } table)
        {
            Target(effects, change, table);
            Written(effects, change, table);
            References(effects, change, table);
        }

        foreach (var sequence in change.Sequences)
        {
            effects.Lock(sequence, LockMode.RowExclusive);
        }

        var work = change.HasWhere && change.Kind is not (DataChangeKind.Update or DataChangeKind.Delete) ? Work.None : Work.Scan;
        foreach (var source in change.Sources)
        {
            var locked = change.Kind == DataChangeKind.SelectForUpdate
                && (change.LockedSources.IsEmpty || change.LockedSources.Contains(source));
            effects.Read(ImmutableArray.Create(source), work, locked ? LockMode.RowShare : LockMode.AccessShare);
        }
    }

    private static void Target(EffectsBuilder effects, DataChange change, QualifiedName table)
    {
        var state = effects.Before;
        if (state.FindTable(table) is { Kind: RelationKind.View } view)
        {
            // What is written through a view is written to its table.
            effects.Lock(table, LockMode.RowExclusive);
            foreach (var source in view.Sources)
            {
                Target(effects, change, source);
            }
        }
        else if (change.Kind is DataChangeKind.Insert or DataChangeKind.Copy)
        {
            // Which partitions get rows, only the rows tell.
            foreach (var name in state.Partitions(table))
            {
                effects.Lock(name, LockMode.RowExclusive, assumed: name != table);
            }
        }
        else
        {
            effects.LockTree(table, LockMode.RowExclusive, ReadsAll(state.FindTable(table), change) ? Work.Scan : Work.None);
        }
    }

    /// <summary>Without a condition, with one on columns that no index leads to, and where another table is joined.</summary>
    private static bool ReadsAll(TableState? table, DataChange change)
    {
        var bound = change.ColumnsBoundToConstants;
        return bound.IsEmpty
            ? !change.HasWhere && !change.HasLiteralRows || !change.Sources.IsEmpty
            : table is { IsComplete: true } && !table.Indexes.Any(i =>
                i.Definition.Predicate is null && i.Definition.Columns.Length > 0 && bound.Contains(i.Definition.Columns[0]));
    }

    /// <summary>New values of a foreign key are looked up in the referenced table.</summary>
    private static void Written(EffectsBuilder effects, DataChange change, QualifiedName table)
    {
        if (change.Kind is not (DataChangeKind.Insert or DataChangeKind.Update or DataChangeKind.Copy or DataChangeKind.Merge))
        {
            return;
        }

        foreach (var foreignKey in effects.Before.FindTable(table)?.ForeignKeys ?? [])
        {
            var columns = foreignKey.Definition.Columns;
            if (!foreignKey.Definition.NotEnforced
                && (change.Columns.IsEmpty || columns.Any(c => change.Columns.Contains(c))))
            {
                effects.LockPartitions(foreignKey.Definition.ReferencedTable!, LockMode.RowShare);
            }
        }
    }

    /// <summary>Deleting a referenced row looks for its children, or changes them.</summary>
    private static void References(EffectsBuilder effects, DataChange change, QualifiedName table)
    {
        if (change.Kind is not (DataChangeKind.Update or DataChangeKind.Delete))
        {
            return;
        }

        foreach (var (child, foreignKey) in effects.Before.ForeignKeysTo(table))
        {
            var action = change.Kind == DataChangeKind.Delete ? foreignKey.Definition.OnDelete : foreignKey.Definition.OnUpdate;
            var touches = change.Kind == DataChangeKind.Delete
                || effects.Before.ReferencedColumns(foreignKey).Any(c => change.Columns.Contains(c));
            if (touches && !foreignKey.Definition.NotEnforced)
            {
                var changes = action is not null && action.ToUpperInvariant() is "CASCADE" or "SET NULL" or "SET DEFAULT";
                effects.LockPartitions(child.Name, changes ? LockMode.RowExclusive : LockMode.RowShare);
            }
        }
    }
}
