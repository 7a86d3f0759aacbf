using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>What depends on a column inside its table.</summary>
internal static class TableStateLookups
{
    extension(TableState table)
    {
        public ConstraintState? PrimaryKey =>
            table.Constraints.FirstOrDefault(static c => c.Definition.Kind == ConstraintKind.PrimaryKey);

        public IEnumerable<ConstraintState> ForeignKeys =>
            table.Constraints.Where(static c => c.Definition is { Kind: ConstraintKind.ForeignKey, ReferencedTable: not null });

        /// <summary>Columns of which no two rows have the same values: primary key, unique constraints, whole unique indexes.</summary>
        public IEnumerable<ImmutableArray<string>> UniqueKeys =>
            table.Constraints.Where(static c => c.Definition.Kind is ConstraintKind.PrimaryKey or ConstraintKind.Unique)
                .Select(static c => c.Definition.Columns)
                .Concat(table.Indexes.Where(static i => i.Definition is { Unique: true, Predicate: null, Expressions.IsEmpty: true })
                    .Select(static i => i.Definition.Columns))
                .Where(static k => !k.IsDefaultOrEmpty);

        /// <summary>CHECK constraints that name a column.</summary>
        public IEnumerable<ConstraintState> ChecksOn(string column) =>
            table.Constraints.Where(c => c.Definition.Kind == ConstraintKind.Check && c.Uses(column));

        /// <summary>Foreign keys of this table in which a column takes part.</summary>
        public IEnumerable<ConstraintState> ForeignKeysOn(string column) =>
            table.ForeignKeys.Where(c => c.Definition.Columns.Contains(column));

        /// <summary>Indexes that a column is a part of in any way: key, INCLUDE, expression or predicate.</summary>
        public IEnumerable<IndexState> IndexesUsing(string column) => table.Indexes.Where(i => i.Definition.Uses(column));

        /// <summary>Generated columns whose expression names a column.</summary>
        public IEnumerable<ColumnState> GeneratedFrom(string column) =>
            table.Columns.Values.Where(c => c.GenerationExpression?.Columns.Contains(column) == true)
                .OrderBy(static c => c.Name, System.StringComparer.Ordinal);

        /// <summary>Triggers with UPDATE OF a column.</summary>
        public IEnumerable<TriggerState> TriggersOf(string column) => table.Triggers.Where(t => t.UpdateOfColumns.Contains(column));

        public IEnumerable<PolicyState> PoliciesOn(string column) => table.Policies.Where(p => p.Columns.Contains(column));

        /// <summary>True where a validated CHECK or NOT NULL constraint proves that the column holds no NULL.</summary>
        public bool HasValidatedNotNullCheck(string column) => table.Constraints.Any(c =>
            c.Validated && !c.Definition.NotEnforced
            && (c.Definition.Kind == ConstraintKind.Check
                ? c.Definition.Expression?.NotNullColumns.Contains(column) == true
                : c.Definition.Kind == ConstraintKind.NotNull && c.Definition.Columns.Contains(column)));
    }

    /// <summary>True where the constraint names the column of its own table.</summary>
    public static bool Uses(this ConstraintState constraint, string column) =>
        constraint.Definition.Columns.Contains(column) || constraint.Definition.Expression?.Columns.Contains(column) == true;

    /// <summary>True where the index has the column in its key, INCLUDE, expressions or predicate.</summary>
    public static bool Uses(this CreateIndex index, string column) =>
        index.Columns.Contains(column) || index.IncludedColumns.Contains(column) || index.UsesInExpression(column);

    /// <summary>True where an expression or the predicate names the column.</summary>
    public static bool UsesInExpression(this CreateIndex index, string column) =>
        index.Expressions.Any(e => e.Columns.Contains(column)) || index.Predicate?.Columns.Contains(column) == true;
}
