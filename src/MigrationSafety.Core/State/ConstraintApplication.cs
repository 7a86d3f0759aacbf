using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The schema after a constraint is added, validated, altered or renamed.</summary>
internal static class ConstraintApplication
{
    public static SchemaState Add(SchemaState state, AddConstraint change) => Add(state, change.Table, change.Constraint, change.Only);

    public static SchemaState Add(SchemaState state, QualifiedName tableName, ConstraintDefinition definition, bool only = false)
    {
        var table = state.FindTable(tableName) ?? new TableState { Name = tableName };
        var owned = definition.UsingIndex is { } used ? state.FindIndex(new QualifiedName(tableName.Schema, used)) : null;
        if (owned is not null)
        {
            definition = definition with { Columns = owned.Definition.Columns };
        }

        var name = definition.Name ?? definition.UsingIndex
            ?? AutoNames.Constraint(tableName.Name, definition, n => IsTaken(state, table, definition.Kind, n));
        definition = definition with { Name = name, UsingIndex = null };
        var constraint = new ConstraintState
        {
            Name = name,
            Definition = definition,
            Validated = !definition.NotValid && !definition.NotEnforced,
        };
        table = table.FindConstraint(name) is null
            ? table with { Constraints = table.Constraints.Add(constraint) }
            : table with
            {
                Constraints = table.Constraints.RemoveAll(c => c.Name == name).Add(constraint),
                Indexes = table.Indexes.RemoveAll(i => i.Constraint == name),
            };
        if (definition.Kind == ConstraintKind.PrimaryKey || (definition.Kind == ConstraintKind.NotNull && constraint.Validated))
        {
            table = WithNotNull(table, definition.Columns);
        }

        if (definition.Kind is ConstraintKind.PrimaryKey or ConstraintKind.Unique or ConstraintKind.Exclusion)
        {
            var indexes = owned is null ? table.Indexes : table.Indexes.RemoveAll(i => i.Name == owned.Name);
            table = table with { Indexes = indexes.Add(OwnedIndex(table, definition, owned)) };
        }

        state = state.With(table);
        return only || definition.NoInherit ? state : AddToChildren(state, table, definition);
    }

    public static SchemaState Validate(SchemaState state, ValidateConstraint change)
    {
        var children = state.ChildrenOf(change.Table).Select(static t => t.Name).ToList();
        state = state.Edit(change.Table, t =>
        {
            var constraint = t.FindConstraint(change.Name);
            t = t with { Constraints = t.Constraints.Map(c => c.Name == change.Name ? c with { Validated = true } : c) };
            return constraint?.Definition.Kind == ConstraintKind.NotNull ? WithNotNull(t, constraint.Definition.Columns) : t;
        });
        return children.Aggregate(state, (s, child) => Validate(s, change with { Table = child }));
    }

    public static SchemaState Alter(SchemaState state, AlterConstraint change) => !change.Enforces && !change.StopsEnforcing ? state
        : state.Edit(change.Table, t => t with
        {
            Constraints = t.Constraints.Map(c => c.Name == change.Name
                ? c with
                {
                    Validated = change.Enforces,
                    Definition = c.Definition with { NotEnforced = change.StopsEnforcing, NotValid = false },
                }
                : c),
        });

    public static SchemaState Rename(SchemaState state, RenameConstraint change) => state.Edit(change.Table, t => t with
    {
        Constraints = t.Constraints.Map(c => c.Name == change.Name
            ? c with { Name = change.NewName, Definition = c.Definition with { Name = change.NewName } }
            : c),
        Indexes = t.Indexes.Map(i => i.Constraint == change.Name
            ? i with { Constraint = change.NewName, Name = new QualifiedName(i.Name.Schema, change.NewName) }
            : i),
    });

    private static SchemaState AddToChildren(SchemaState state, TableState table, ConstraintDefinition definition)
    {
        foreach (var child in state.ChildrenOf(table.Name).ToList())
        {
            var isPartition = child.PartitionOf == table.Name;
            state = definition.Kind switch
            {
                // Inheritance passes on CHECK and NOT NULL only; partitioning everything.
                ConstraintKind.Check or ConstraintKind.NotNull => Add(state, child.Name, definition),
                ConstraintKind.ForeignKey when isPartition => Add(state, child.Name, definition),
                ConstraintKind.PrimaryKey or ConstraintKind.Unique when isPartition =>
                    PartitionApplication.Inherit(state, table.Name, child.Name),
                _ => state,
            };
        }

        return state;
    }

    private static IndexState OwnedIndex(TableState table, ConstraintDefinition definition, IndexState? used)
    {
        var name = new QualifiedName(table.Name.Schema, definition.Name!);
        return new IndexState
        {
            Name = name,
            Table = table.Name,
            Constraint = definition.Name,
            Definition = (used?.Definition ?? new CreateIndex
            {
                Table = table.Name,
                Columns = definition.Columns,
                Unique = definition.Kind != ConstraintKind.Exclusion,
                Method = definition.Kind == ConstraintKind.Exclusion || definition.WithoutOverlaps ? "gist" : "btree",
            }) with { Name = definition.Name },
        };
    }

    private static TableState WithNotNull(TableState table, ImmutableArray<string> columns) => table with
    {
        Columns = table.Columns.SetItems(columns.Select(c => new KeyValuePair<string, ColumnState>(
            c, (table.FindColumn(c) ?? new ColumnState { Name = c }) with { NotNull = true }))),
    };

    private static bool IsTaken(SchemaState state, TableState table, ConstraintKind kind, string name)
    {
        var relation = new QualifiedName(table.Name.Schema, name);
        return table.FindConstraint(name) is not null
            || (kind is ConstraintKind.PrimaryKey or ConstraintKind.Unique or ConstraintKind.Exclusion
                && (state.FindIndex(relation) is not null || state.FindTable(relation) is not null));
    }
}
