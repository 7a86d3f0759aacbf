using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>ADD COLUMN. Measured on 12 to 18; 10 from the documentation.</summary>
internal static class AddColumnLocks
{
    public static void Add(EffectsBuilder effects, AddColumn change)
    {
        var column = change.Column;
        var table = effects.Before.FindTable(change.Table);
        if (change.IfNotExists && table?.FindColumn(column.Name) is not null)
        {
            effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only);
            return;
        }

        Fail(effects, change, table);
        var assumed = column.Default is { Volatility: Volatility.Unknown } && !RewritesSurely(effects, column);
        effects.LockTree(change.Table, LockMode.AccessExclusive, ColumnWork(effects, column), change.Only, assumed);
        foreach (var constraint in column.Constraints)
        {
            PartitionedTableFailures.Constraint(effects, change.Table, constraint);
            Inline(effects, change, constraint);
        }
    }

    private static Work ColumnWork(EffectsBuilder effects, ColumnDefinition column)
    {
        if (RewritesSurely(effects, column) || column.Default is { Volatility: Volatility.Unknown })
        {
            return Work.Rewrite;
        }

        // Fails on the first row (23502), so that only an empty table gets past it.
        return column.NotNull && !HasDefault(column) ? Work.Scan : Work.None;
    }

    private static void Fail(EffectsBuilder effects, AddColumn change, TableState? table)
    {
        if (change.Column.Generated == GeneratedKind.Stored && effects.Version < 12)
        {
            effects.Fail("42601", "syntax error at or near \"(\"");
        }

        if (table?.PartitionOf is not null)
        {
            effects.Fail("42809", "cannot add column to a partition");
        }

        if (table?.PrimaryKey is not null && change.Column.Constraints.Any(static c => c.Kind == ConstraintKind.PrimaryKey))
        {
            effects.Fail("42P16", $"multiple primary keys for table \"{change.Table.Name}\" are not allowed");
        }
    }

    private static bool RewritesSurely(EffectsBuilder effects, ColumnDefinition column) =>
        column.Identity != IdentityKind.None
        || column.Type?.IsSerial == true
        || column.Generated == GeneratedKind.Stored
        // Below 11 any default was written into every row (release notes of 11).
        || (HasDefault(column) && (effects.Version < 11 || column.Default!.Volatility == Volatility.Volatile))
        // A domain's constraint is checked row by row, with a constant default too.
        || (column.Type is { } type && effects.Before.BaseTypeOf(type).Constrained);

    private static bool HasDefault(ColumnDefinition column) => column.Default is { IsNull: false };

    private static void Inline(EffectsBuilder effects, AddColumn change, ConstraintDefinition constraint)
    {
        var column = change.Column;
        var check = constraint.NotValid || constraint.NotEnforced ? Work.None : Work.Scan;
        switch (constraint.Kind)
        {
            case ConstraintKind.Check:
                effects.LockTree(change.Table, LockMode.AccessExclusive, check, change.Only);
                break;
            case ConstraintKind.ForeignKey when constraint.ReferencedTable is { } referenced:
                // A column full of NULLs needs no check.
                var hasValues = HasDefault(column) || column.Generated != GeneratedKind.None
                    || column.Identity != IdentityKind.None || column.Type?.IsSerial == true;
                // DEFAULT NULL written out makes PostgreSQL look all the same, at this table alone (measured).
                effects.LockTree(
                    change.Table, LockMode.AccessExclusive, hasValues || column.Default is not null ? check : Work.None, change.Only);
                effects.LockPartitions(referenced, LockMode.ShareRowExclusive, hasValues ? check : Work.None);
                break;
            case ConstraintKind.Unique or ConstraintKind.PrimaryKey or ConstraintKind.Exclusion:
                effects.LockTree(change.Table, LockMode.AccessExclusive, Work.BuildIndex | Work.Scan, change.Only);
                break;
        }
    }
}
