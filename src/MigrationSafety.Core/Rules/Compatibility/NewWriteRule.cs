using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>What a change forbids to writes that were allowed before the migration.</summary>
/// <param name="Columns">The columns that a write must give a value which is now refused.</param>
/// <param name="Write">Such a write, as messages say it.</param>
/// <param name="Error">The SQLSTATE that it fails with.</param>
/// <param name="NeedsAll">True where every column takes part in each refusal (a foreign key with a NULL refuses nothing).</param>
internal sealed record NewWriteRule(ImmutableArray<string> Columns, string Write, string Error, bool NeedsAll = false)
{
    /// <summary>The columns that may no longer be NULL.</summary>
    public ImmutableArray<string> NotNull { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Columns of this migration that every INSERT of the running version leaves at their default.</summary>
    public ImmutableArray<ColumnState> AtDefault { get; init; } = ImmutableArray<ColumnState>.Empty;

    /// <summary>The table that a foreign key leads to.</summary>
    public QualifiedName? Referenced { get; init; }

    /// <summary>Null where the change forbids nothing, or nothing that was not forbidden before the migration.</summary>
    public static NewWriteRule? Of(ChangeContext context, SchemaState beforeSet) => context.Change switch
    {
        SetNotNull c => OfNotNull(context, beforeSet, c.Table, c.Column),
        AddConstraint { Constraint.NotEnforced: false } c => OfConstraint(context, beforeSet, c.Table, c.Constraint),
        AddColumn { Column: var column } c when column.Constraints.FirstOrDefault(static k => k.Kind == ConstraintKind.ForeignKey)?.ReferencedTable is { } referenced
            && IsConstant(column.Default) => OfNewForeignKey(ImmutableArray.Create(column.Name), ImmutableArray.Create(ColumnApplication.ToState(column)), referenced),
        CreateIndex { Unique: true } => OfUnique(context, beforeSet),
        AlterColumnType c when context.Effects.FailsWith is null => OfType(context, c),
        _ => null,
    };

    private static NewWriteRule? OfConstraint(ChangeContext context, SchemaState beforeSet, QualifiedName table, ConstraintDefinition constraint) => constraint.Kind switch
    {
        ConstraintKind.NotNull when !constraint.Columns.IsEmpty => OfNotNull(context, beforeSet, table, constraint.Columns[0]),
        ConstraintKind.Check when constraint.Expression is { Columns.IsEmpty: false } check && !WasChecked(context, beforeSet, table, constraint) =>
            new NewWriteRule(check.Columns, "an INSERT or UPDATE that breaks the CHECK", "23514")
            {
                NotNull = check.NotNullColumns.RemoveAll(c => RefusesNull(context, beforeSet, table, c)),
            },
        ConstraintKind.ForeignKey => OfForeignKey(context, beforeSet, table, constraint),
        ConstraintKind.Exclusion when !constraint.Columns.IsEmpty =>
            new NewWriteRule(constraint.Columns, "an INSERT or UPDATE that conflicts with another row", "23P01", NeedsAll: true),
        _ => OfUnique(context, beforeSet),
    };

    private static NewWriteRule? OfNotNull(ChangeContext context, SchemaState beforeSet, QualifiedName table, string column) =>
        RefusesNull(context, beforeSet, table, column) ? null
            : new NewWriteRule(ImmutableArray.Create(column), "an INSERT or UPDATE that leaves NULL in " + ChangeWording.Quote(column), "23502")
            {
                NotNull = ImmutableArray.Create(column),
            };

    /// <summary>True where NULL was refused before the migration, or an earlier change of it says so already.</summary>
    private static bool RefusesNull(ChangeContext context, SchemaState beforeSet, QualifiedName table, string column)
    {
        var former = beforeSet.FindTable(RunningNames.NameBefore(context, table));
        var now = context.Before.FindTable(table);
        return former?.FindColumn(RunningNames.NameBefore(context, table, column))?.NotNull == true
            || now?.FindColumn(column)?.NotNull == true
            || HasNotNull(former, RunningNames.NameBefore(context, table, column))
            || HasNotNull(now, column);
    }

    private static bool HasNotNull(TableState? table, string column) => table?.Constraints.Any(c => !c.Definition.NotEnforced
        && (c.Definition.Expression?.NotNullColumns.Contains(column) == true
            || (c.Definition.Kind == ConstraintKind.NotNull && c.Definition.Columns.Contains(column)))) == true;

    /// <summary>The same CHECK anew, or one that allows the constants of its forerunner and more.</summary>
    private static bool WasChecked(ChangeContext context, SchemaState beforeSet, QualifiedName table, ConstraintDefinition check) =>
        beforeSet.FindTable(RunningNames.NameBefore(context, table))?.Constraints.Any(former =>
            former.Definition is { Kind: ConstraintKind.Check, Expression: { } old }
            && (old.Sql == check.Expression!.Sql
                || (former.Name == check.Name && !old.Constants.IsEmpty
                    && old.Columns.SequenceEqual(check.Expression.Columns) && old.Constants.All(check.Expression.Constants.Contains)))) == true;

    private static NewWriteRule? OfForeignKey(ChangeContext context, SchemaState beforeSet, QualifiedName table, ConstraintDefinition key)
    {
        if (key.ReferencedTable is not { } referenced || key.Columns.IsEmpty)
        {
            return null;
        }

        var columns = key.Columns.Select(c => RunningNames.NameBefore(context, table, c)).ToList();
        var former = beforeSet.FindTable(RunningNames.NameBefore(context, table))?.ForeignKeys.FirstOrDefault(f =>
            f.Definition.ReferencedTable == RunningNames.NameBefore(context, referenced) && f.Definition.Columns.SequenceEqual(columns));
        if (former is null)
        {
            // A key that was never seen is dropped: this one most likely takes its place.
            return context.Earlier.Any(c => c is DropConstraint { Kind: ConstraintKind.ForeignKey } drop && drop.Table == table
                    && beforeSet.FindTable(table)?.FindConstraint(drop.Name) is null)
                ? null
                : OfNewForeignKey(key.Columns, NewColumnsAtDefault(context, table, key.Columns), referenced);
        }

        return former.Definition.OnDelete is { } action and not "RESTRICT" && key.OnDelete is null or "RESTRICT"
            ? new NewWriteRule(key.Columns, "a DELETE from " + ChangeWording.Quote(referenced) + " that relies on ON DELETE " + action, "23503", NeedsAll: true)
            : null;
    }

    private static NewWriteRule OfNewForeignKey(ImmutableArray<string> columns, ImmutableArray<ColumnState> atDefault, QualifiedName referenced)
    {
        var write = atDefault.IsEmpty
            ? "an INSERT or UPDATE with a value that " + ChangeWording.Quote(referenced) + " does not have"
            : "an INSERT, which leaves " + ChangeWording.List(atDefault.Select(static c => ChangeWording.Quote(c.Name) + " at its default " + c.Default!.Sql)) + ",";
        return new NewWriteRule(columns, write, "23503", NeedsAll: true) { AtDefault = atDefault, Referenced = referenced };
    }

    private static ImmutableArray<ColumnState> NewColumnsAtDefault(ChangeContext context, QualifiedName table, ImmutableArray<string> columns) =>
        columns.Where(c => context.IsNewColumn(table, c)).Select(c => context.Before.FindTable(table)?.FindColumn(c))
            .OfType<ColumnState>().Where(static c => IsConstant(c.Default)).ToImmutableArray();

    private static bool IsConstant(SqlExpression? value) => value is { Volatility: Volatility.Constant, IsNull: false };

    private static NewWriteRule? OfUnique(ChangeContext context, SchemaState beforeSet) =>
        UniqueKey.Of(context.Change) is { } key && !key.IsUniqueAlready(beforeSet, context.Before)
            ? new NewWriteRule(
                key.Columns.Concat(key.Expressions.SelectMany(static e => e.Columns)).ToImmutableArray(),
                "an INSERT or UPDATE that repeats a value",
                "23505",
                NeedsAll: true)
            : null;

    private static NewWriteRule? OfType(ChangeContext context, AlterColumnType change)
    {
        // How the old rows are converted does not matter to new ones.
        if (ColumnTypeChange.OldType(context, change) is not { } old || change.NewType is not { } current
            || !TypeNarrowing.Of(old, current, UsingForm.None, context.Before).HasFlag(Narrowing.Fails))
        {
            return null;
        }

        var error = context.Before.BaseTypeOf(current).Type.Name switch
        {
            "bit" => "22026",
            "text" or "varchar" or "bpchar" or "varbit" => "22001",
            _ => "22003",
        };
        return new NewWriteRule(
            ImmutableArray.Create(change.Column), "an INSERT or UPDATE of a value that " + ChangeWording.Type(current) + " cannot hold", error);
    }
}
