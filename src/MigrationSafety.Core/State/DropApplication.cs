using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>
/// The schema after a DROP. What depends on the dropped thing goes too, with or without CASCADE: without it PostgreSQL
/// refuses, and then either the migration never ran or the dependant was gone already.
/// </summary>
internal static class DropApplication
{
    public static SchemaState Relation(SchemaState state, QualifiedName name)
    {
        foreach (var (table, foreignKey) in state.ForeignKeysTo(name).Where(f => f.Table.Name != name).ToList())
        {
            state = RemoveConstraint(state, table.Name, foreignKey.Name);
        }

        state = state.ViewsOver(name).ToList().Aggregate(state, static (s, view) => s.Without(view.Name));
        state = state.ChildrenOf(name).ToList().Aggregate(state, static (s, child) => Relation(s, child.Name));
        return state.Without(name);
    }

    public static SchemaState Column(SchemaState state, DropColumn change)
    {
        foreach (var (table, foreignKey) in state.ForeignKeysTo(change.Table, change.Column).ToList())
        {
            state = RemoveConstraint(state, table.Name, foreignKey.Name);
        }

        foreach (var view in state.ViewsOver(change.Table, change.Column).ToList())
        {
            // A view whose columns are not known (SELECT *, count(*)) may live on.
            state = view.SourceColumns.IsEmpty ? state : Relation(state, view.Name);
        }

        foreach (var generated in state.FindTable(change.Table)?.GeneratedFrom(change.Column).ToList() ?? [])
        {
            state = Column(state, change with { Column = generated.Name });
        }

        var children = change.Only ? [] : state.ChildrenOf(change.Table).Select(static t => t.Name).ToList();
        state = state.Edit(change.Table, t => t with
        {
            Columns = t.Columns.Remove(change.Column),
            Constraints = t.Constraints.RemoveAll(c => c.Uses(change.Column)),
            Indexes = t.Indexes.RemoveAll(i => i.Definition.Uses(change.Column)),
            Triggers = t.Triggers.RemoveAll(x => x.UpdateOfColumns.Contains(change.Column)),
            Policies = t.Policies.RemoveAll(p => p.Columns.Contains(change.Column)),
        });
        return children.Aggregate(state, (s, child) => Column(s, change with { Table = child }));
    }

    public static SchemaState Constraint(SchemaState state, DropConstraint change)
    {
        var constraint = state.FindTable(change.Table)?.FindConstraint(change.Name);
        if (constraint is null)
        {
            return RemoveAutomaticNotNull(state, change);
        }

        foreach (var (table, foreignKey) in state.ForeignKeysUsing(change.Table, constraint).ToList())
        {
            state = RemoveConstraint(state, table.Name, foreignKey.Name);
        }

        var children = change.Only ? [] : state.ChildrenOf(change.Table).Select(static t => t.Name).ToList();
        state = RemoveConstraint(state, change.Table, change.Name);
        if (constraint.Definition.Kind == ConstraintKind.NotNull)
        {
            state = ColumnApplication.Alter(state, new DropNotNull { Table = change.Table, Column = constraint.Definition.Columns.FirstOrDefault() ?? "" });
        }

        return children.Aggregate(state, (s, child) => RemoveConstraint(s, child, change.Name));
    }

    public static SchemaState Index(SchemaState state, QualifiedName name)
    {
        if (state.FindIndex(name) is not { } index)
        {
            return state;
        }

        var parts = state.PartitionsOf(index.Table).SelectMany(static t => t.Indexes).Where(i => i.PartitionOf == name).ToList();
        state = state.Edit(index.Table, t => t with { Indexes = t.Indexes.RemoveAll(i => i.Name == name) });
        return parts.Aggregate(state, static (s, part) => Index(s, part.Name));
    }

    public static SchemaState Object(SchemaState state, DropObject change) => change.Kind switch
    {
        ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable => Relation(state, change.Name),
        ObjectKind.Trigger when change.Table is { } table => state.Edit(table, t => t with
        {
            Triggers = t.Triggers.RemoveAll(x => x.Name == change.Name.Name),
        }),
        ObjectKind.Policy when change.Table is { } table => state.Edit(table, t => t with
        {
            Policies = t.Policies.RemoveAll(x => x.Name == change.Name.Name),
        }),
        ObjectKind.Type or ObjectKind.Domain or ObjectKind.Enum or ObjectKind.CompositeType => Type(state, change.Name),
        ObjectKind.Schema => state.Tables.Keys.Where(n => (n.Schema ?? "public") == change.Name.Name).ToList().Aggregate(state, Relation),
        _ => state,
    };

    private static SchemaState Type(SchemaState state, QualifiedName name)
    {
        foreach (var (table, column) in state.ColumnsOfType(name).ToList())
        {
            state = Column(state, new DropColumn { Table = table.Name, Column = column.Name });
        }

        return state.Without(name) with { Domains = state.Domains.Remove(name), Enums = state.Enums.Remove(name) };
    }

    /// <summary>A constraint with the index that it owns.</summary>
    private static SchemaState RemoveConstraint(SchemaState state, QualifiedName table, string name) => state.Edit(table, t => t with
    {
        Constraints = t.Constraints.RemoveAll(c => c.Name == name),
        Indexes = t.Indexes.RemoveAll(i => i.Constraint == name),
    });

    /// <summary>From 18 on a plain NOT NULL is a constraint that PostgreSQL names t_c_not_null.</summary>
    private static SchemaState RemoveAutomaticNotNull(SchemaState state, DropConstraint change)
    {
        var column = state.FindTable(change.Table)?.Columns.Keys
            .FirstOrDefault(c => AutoNames.Choose(change.Table.Name, c, "not_null", static _ => false) == change.Name);
        return column is null ? state : ColumnApplication.Alter(state, new DropNotNull { Table = change.Table, Column = column });
    }
}
