using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The schema after ADD COLUMN, ALTER COLUMN and RENAME COLUMN.</summary>
internal static class ColumnApplication
{
    public static SchemaState Add(SchemaState state, AddColumn change)
    {
        if (change.IfNotExists && state.FindTable(change.Table)?.FindColumn(change.Column.Name) is not null)
        {
            return state;
        }

        var children = Children(state, change);
        state = state.Edit(change.Table, t => t with { Columns = t.Columns.SetItem(change.Column.Name, ToState(change.Column)) });
        // Constraints of the parent reach the children through ConstraintApplication.
        foreach (var child in children)
        {
            var bare = change.Column with { Constraints = ImmutableArray<ConstraintDefinition>.Empty };
            state = Add(state, change with { Table = child, Column = bare, IfNotExists = true });
        }

        return change.Column.Constraints.Aggregate(state, (s, c) => ConstraintApplication.Add(s, change.Table, Inline(c, change.Column)));
    }

    public static SchemaState Alter(SchemaState state, ColumnChange change)
    {
        var children = Children(state, change);
        state = state.Edit(change.Table, t => t with
        {
            Columns = t.Columns.SetItem(change.Column, Altered(t.FindColumn(change.Column) ?? new ColumnState { Name = change.Column }, change)),
            Constraints = change is DropNotNull ? t.Constraints.RemoveAll(c => IsNotNullOf(c, change.Column))
                : change is SetNotNull ? t.Constraints.Map(c => IsNotNullOf(c, change.Column) ? c with { Validated = true } : c)
                : t.Constraints,
        });
        return children.Aggregate(state, (s, child) => Alter(s, change with { Table = child }));
    }

    public static SchemaState Rename(SchemaState state, RenameColumn change)
    {
        var rename = new ColumnRenaming(change.Column, change.NewName);
        var children = Children(state, change);
        foreach (var (table, _) in state.ForeignKeysTo(change.Table).ToList())
        {
            state = state.Edit(table.Name, t => t with { Constraints = t.Constraints.Map(c => rename.Referenced(c, change.Table)) });
        }

        foreach (var view in state.ViewsOver(change.Table, change.Column).ToList())
        {
            state = state.Edit(view.Name, t => t with { SourceColumns = t.SourceColumns.Map(rename.Apply) });
        }

        state = state.Edit(change.Table, rename.Apply);
        return children.Aggregate(state, (s, child) => Rename(s, change with { Table = child }));
    }

    /// <summary>The column that a definition makes; serial is an integer with a sequence.</summary>
    public static ColumnState ToState(ColumnDefinition column) => new()
    {
        Name = column.Name,
        Type = column.TypeDependsOnNpgsql ? null : column.Type is { IsSerial: true } serial ? serial with { Name = IntegerOf(serial.Name) } : column.Type,
        NotNull = column.NotNull || column.Identity != IdentityKind.None || column.Type?.IsSerial == true,
        Default = column.Type is { IsSerial: true } ? new SqlExpression("nextval", Volatility.Volatile)
            : column.Default is { IsNull: true } ? null : column.Default,
        Generated = column.Generated,
        GenerationExpression = column.GenerationExpression,
        Identity = column.Identity,
        Collation = column.Collation,
    };

    /// <summary>An inline constraint with the column that it is written on.</summary>
    public static ConstraintDefinition Inline(ConstraintDefinition constraint, ColumnDefinition column) =>
        constraint.Columns.IsEmpty && constraint.Kind != ConstraintKind.Check
            ? constraint with { Columns = ImmutableArray.Create(column.Name) }
            : constraint;

    private static ColumnState Altered(ColumnState column, ColumnChange change) => change switch
    {
        AlterColumnType c => column with { Type = c.NewType ?? column.Type, Collation = c.Collation },
        SetNotNull => column with { NotNull = true },
        DropNotNull => column with { NotNull = false },
        SetDefault c => column with { Default = c.Default.IsNull ? null : c.Default },
        DropDefault => column with { Default = null },
        AddIdentity c => column with { Identity = c.Kind, NotNull = true },
        DropIdentity => column with { Identity = IdentityKind.None },
        SetGenerationExpression c => column with { GenerationExpression = c.Expression },
        DropGenerationExpression => column with { Generated = GeneratedKind.None, GenerationExpression = null },
        _ => column,
    };

    private static bool IsNotNullOf(ConstraintState constraint, string column) =>
        constraint.Definition.Kind == ConstraintKind.NotNull && constraint.Definition.Columns.Contains(column);

    private static ImmutableArray<QualifiedName> Children(SchemaState state, TableChange change) => change.Only || state.ChildrenOf(change.Table).Count == 0
        ? ImmutableArray<QualifiedName>.Empty
        : state.ChildrenOf(change.Table).Select(static t => t.Name).ToImmutableArray();

    private static string IntegerOf(string serial) => serial switch
    {
        "bigserial" or "serial8" => "int8",
        "smallserial" or "serial2" => "int2",
        _ => "int4",
    };
}
