using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>Which relations a statement reaches, and what is likely of those that are not known.</summary>
internal static class LockTargets
{
    extension(SchemaState state)
    {
        /// <summary>A table, its partitions and inheritance children.</summary>
        public IEnumerable<QualifiedName> Tree(QualifiedName table, bool only = false) =>
            only || state.ChildrenOf(table).Count == 0 ? [table] : state.DescendantsOf(table).Select(static t => t.Name).Prepend(table);

        /// <summary>A table and its partitions.</summary>
        public IEnumerable<QualifiedName> Partitions(QualifiedName table, bool only = false) =>
            only || state.PartitionsOf(table).Count == 0 ? [table] : state.PartitionsOf(table).SelectMany(p => state.Partitions(p.Name)).Prepend(table);

        /// <summary>True for a parent that has no rows of its own.</summary>
        public bool IsPartitioned(QualifiedName table) =>
            state.FindTable(table)?.Kind == RelationKind.PartitionedTable || state.PartitionsOf(table).Count > 0;

        /// <summary>Nearly every table has an index; only a table whose CREATE was seen is known to have none.</summary>
        public bool MayHaveIndexes(QualifiedName table) =>
            state.FindTable(table) is not { IsComplete: true } known || !known.Indexes.IsEmpty;
    }
}
