using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The relations that a relation names: referenced tables, sources of a view, partition parent, inheritance.</summary>
internal static class TableReferences
{
    extension(TableState table)
    {
        public HashSet<QualifiedName> References
        {
            get
            {
                var names = new HashSet<QualifiedName>(table.Sources);
                names.UnionWith(table.Inherits);
                foreach (var constraint in table.Constraints)
                {
                    if (constraint.Definition.ReferencedTable is { } referenced)
                    {
                        names.Add(referenced);
                    }
                }

                if (table.PartitionOf is { } parent)
                {
                    names.Add(parent);
                }

                return names;
            }
        }

        /// <summary>A quick test that most edits (columns, indexes) pass.</summary>
        public bool HasSameReferences(TableState other) =>
            table.Constraints == other.Constraints && table.Sources == other.Sources
            && table.Inherits == other.Inherits && table.PartitionOf == other.PartitionOf;

        public TableState RenameReferences(QualifiedName name, QualifiedName newName)
        {
            QualifiedName Rename(QualifiedName reference) => reference == name ? newName : reference;
            return table with
            {
                Constraints = table.Constraints.Map(c => c.Definition.ReferencedTable == name
                    ? c with { Definition = c.Definition with { ReferencedTable = newName } }
                    : c),
                Sources = table.Sources.Map(Rename),
                Inherits = table.Inherits.Map(Rename),
                PartitionOf = table.PartitionOf is { } parent ? Rename(parent) : null,
            };
        }
    }

    /// <summary>Applies a function to each item.</summary>
    public static ImmutableArray<T> Map<T>(this ImmutableArray<T> items, Func<T, T> map) =>
        items.IsEmpty ? items : ImmutableArray.CreateRange(items, map);
}
