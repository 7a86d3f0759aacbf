using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The schema after CREATE TABLE and the ALTER TABLE forms that change the table as a whole.</summary>
internal static class TableApplication
{
    public static SchemaState Create(SchemaState state, CreateTable change)
    {
        if (change.IfNotExists && state.FindTable(change.Table) is not null)
        {
            return state;
        }

        var table = new TableState
        {
            Name = change.Table,
            Kind = change.Partitioned ? RelationKind.PartitionedTable : RelationKind.Table,
            IsComplete = true,
            IsUnlogged = change.Unlogged,
            IsTemporary = change.Temporary,
            PartitionKey = change.PartitionKey,
            PartitionOf = change.PartitionOf,
            IsDefaultPartition = change.IsDefaultPartition,
            Inherits = change.Inherits,
        };
        // LIKE may copy indexes, checks and defaults too: only the columns are certain.
        table = change.Sources.Aggregate(table, (t, source) => CopyColumns(t, state.FindTable(source)) with { IsComplete = false });
        table = change.Inherits.Aggregate(table, (t, parent) => CopyChecks(CopyColumns(t, state.FindTable(parent)), state.FindTable(parent)));
        if (change.PartitionOf is { } partitioned)
        {
            table = CopyColumns(table, state.FindTable(partitioned));
        }

        var columns = table.Columns.ToBuilder();
        foreach (var column in change.Columns)
        {
            columns[column.Name] = ColumnApplication.ToState(column);
        }

        state = state.Without(change.Table).With(table with { Columns = columns.ToImmutable() });
        foreach (var constraint in change.Columns.SelectMany(static c => c.Constraints.Select(i => ColumnApplication.Inline(i, c)))
                     .Concat(change.Constraints).OrderBy(static c => Order(c.Kind)))
        {
            // The rows that a new table does not have are all valid.
            state = ConstraintApplication.Add(state, change.Table, constraint with { NotValid = false });
        }

        return change.PartitionOf is { } parent ? PartitionApplication.Inherit(state, parent, change.Table) : state;
    }

    public static SchemaState CreateAs(SchemaState state, CreateTableAs change) =>
        change.IfNotExists && state.FindTable(change.Table) is not null
            ? state
            : state.Without(change.Table).With(new TableState { Name = change.Table, IsTemporary = change.Temporary });

    /// <summary>ALTER TABLE renames views, sequences and indexes as well.</summary>
    public static SchemaState Rename(SchemaState state, QualifiedName name, QualifiedName newName) =>
        state.FindTable(name) is null && state.FindIndex(name) is not null
            ? IndexApplication.Rename(state, name, newName.Name)
            : state.Rename(name, newName);

    public static SchemaState Option(SchemaState state, AlterTableOption change) => change.Option switch
    {
        TableOption.SetLogged => state.Edit(change.Table, static t => t with { IsUnlogged = false }),
        TableOption.SetUnlogged => state.Edit(change.Table, static t => t with { IsUnlogged = true }),
        TableOption.Inherit when change.OtherTable is { } parent =>
            state.Edit(change.Table, t => t with { Inherits = t.Inherits.Add(parent) }),
        TableOption.NoInherit when change.OtherTable is { } parent =>
            state.Edit(change.Table, t => t with { Inherits = t.Inherits.Remove(parent) }),
        TableOption.EnableTrigger => SetDisabled(state, change, isDisabled: false),
        TableOption.DisableTrigger => SetDisabled(state, change, isDisabled: true),
        _ => state,
    };

    // ALL and USER name none.
    private static SchemaState SetDisabled(SchemaState state, AlterTableOption change, bool isDisabled) => state.Edit(change.Table, t => t with
    {
        Triggers = t.Triggers.Map(x => change.Argument is null || x.Name == change.Argument ? x with { IsDisabled = isDisabled } : x),
    });

    private static TableState CopyColumns(TableState table, TableState? source) => source is null
        ? table with { IsComplete = false }
        : table with { Columns = table.Columns.SetItems(source.Columns), IsComplete = table.IsComplete && source.IsComplete };

    private static TableState CopyChecks(TableState table, TableState? source) => source is null ? table : table with
    {
        Constraints = table.Constraints.AddRange(source.Constraints.Where(static c => c.Definition.Kind == ConstraintKind.Check)),
    };

    // The order in which PostgreSQL makes them, which decides the names it chooses.
    private static int Order(ConstraintKind kind) => kind switch
    {
        ConstraintKind.Check or ConstraintKind.NotNull => 0,
        ConstraintKind.PrimaryKey => 1,
        ConstraintKind.ForeignKey => 3,
        _ => 2,
    };
}
