using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>What a partition gets from its parent.</summary>
internal static class PartitionApplication
{
    public static SchemaState Attach(SchemaState state, AttachPartition change)
    {
        state = state.Edit(change.Partition, t => t with { PartitionOf = change.Table, IsDefaultPartition = change.IsDefault });
        return Inherit(state.Edit(change.Table, static t => t with { Kind = RelationKind.PartitionedTable }), change.Table, change.Partition);
    }

    /// <summary>Constraints and indexes of the parent that the partition lacks.</summary>
    public static SchemaState Inherit(SchemaState state, QualifiedName parent, QualifiedName partition)
    {
        if (state.FindTable(parent) is not { } source)
        {
            return state;
        }

        foreach (var constraint in source.Constraints.Where(static c => c.Definition.Kind is ConstraintKind.Check or ConstraintKind.ForeignKey))
        {
            if (state.FindTable(partition)?.FindConstraint(constraint.Name) is null)
            {
                state = ConstraintApplication.Add(state, partition, constraint.Definition with { Name = constraint.Name });
            }
        }

        foreach (var index in MissingParts(state, source, partition).ToList())
        {
            state = FindMatch(state, index, partition) is { } match
                ? IndexApplication.Attach(state, index.Name, match.Name)
                : IndexApplication.AddToPartition(state, index, partition);
        }

        return state;
    }

    /// <summary>Indexes of the parent for which ATTACH PARTITION must build one on the partition.</summary>
    public static IEnumerable<IndexState> MissingIndexes(SchemaState state, QualifiedName parent, QualifiedName partition) =>
        state.FindTable(parent) is { } source
            ? MissingParts(state, source, partition).Where(i => FindMatch(state, i, partition) is null)
            : Enumerable.Empty<IndexState>();

    /// <summary>Indexes of the parent of which no index of the partition is a part yet.</summary>
    private static IEnumerable<IndexState> MissingParts(SchemaState state, TableState parent, QualifiedName partition) =>
        parent.Indexes.Where(i => state.FindTable(partition)?.Indexes.Any(c => c.PartitionOf == i.Name) != true);

    private static IndexState? FindMatch(SchemaState state, IndexState index, QualifiedName partition) =>
        state.FindTable(partition)?.Indexes.FirstOrDefault(i => i.PartitionOf is null && Matches(i, index));

    private static bool Matches(IndexState child, IndexState parent) =>
        child.Definition.Columns.SequenceEqual(parent.Definition.Columns)
        && child.Definition.IncludedColumns.SequenceEqual(parent.Definition.IncludedColumns)
        && child.Definition.Expressions.Select(static e => e.Sql).SequenceEqual(parent.Definition.Expressions.Select(static e => e.Sql))
        && child.Definition.Predicate?.Sql == parent.Definition.Predicate?.Sql
        && child.Definition.Method == parent.Definition.Method
        && child.Definition.Unique == parent.Definition.Unique
        // A constraint's index can only take the place of a constraint's index.
        && (parent.Constraint is null || child.Constraint is not null);
}
