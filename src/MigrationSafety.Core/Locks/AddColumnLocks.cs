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

        var assumed = column.Default is { Volatility: Volatility.Unknown } && !RewritesSurely(effects, column);
        effects.LockTree(change.Table, LockMode.AccessExclusive, ColumnWork(effects, column), change.Only, assumed);
        foreach (var constraint in column.Constraints)
        {
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
        return column.NotNull && !HasDefault(column) && column.Generated == GeneratedKind.None ? Work.Scan : Work.None;
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
        switch (constraint.Kind)
        {
            case ConstraintKind.Check:
                var checks = !constraint.NotValid && !constraint.NotEnforced;
                effects.LockTree(change.Table, LockMode.AccessExclusive, checks ? Work.Scan : Work.None, change.Only);
                break;
            case ConstraintKind.ForeignKey when constraint.ReferencedTable is { } referenced:
                // A column full of NULLs needs no check.
                var hasValues = HasDefault(column) || column.Generated != GeneratedKind.None
                    || column.Identity != IdentityKind.None || column.Type?.IsSerial == true;
                var work = hasValues && !constraint.NotValid && !constraint.NotEnforced ? Work.Scan : Work.None;
                effects.LockTree(change.Table, LockMode.AccessExclusive, work, change.Only);
                effects.LockTree(referenced, LockMode.ShareRowExclusive, work);
                break;
            case ConstraintKind.Unique or ConstraintKind.PrimaryKey or ConstraintKind.Exclusion:
                effects.LockTree(change.Table, LockMode.AccessExclusive, Work.BuildIndex | Work.Scan, change.Only);
                break;
        }
    }
}
