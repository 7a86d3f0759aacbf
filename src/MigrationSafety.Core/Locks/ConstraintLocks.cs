using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>VALIDATE, ALTER, RENAME CONSTRAINT and ALTER DOMAIN. Measured on 12 to 18.</summary>
internal static class ConstraintLocks
{
    public static void Add(EffectsBuilder effects, TableChange change)
    {
        switch (change)
        {
            case ValidateConstraint c:
                Validate(effects, c);
                break;
            case DropConstraint c:
                DropLocks.Constraint(effects, c);
                break;
            case AlterConstraint c:
                Alter(effects, c);
                break;
            default:
                effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only);
                break;
        }
    }

    /// <summary>Some forms check the rows of every table that has a column of the domain.</summary>
    public static void Domain(EffectsBuilder effects, AlterDomain change)
    {
        if (change.Kind is not (DomainChangeKind.AddConstraint or DomainChangeKind.ValidateConstraint or DomainChangeKind.SetNotNull))
        {
            return;
        }

        foreach (var (table, _) in effects.Before.ColumnsOfDomain(change.Domain))
        {
            // Only where rows are: get_rels_with_domain skips partitioned parents and views.
            if (table.Kind is RelationKind.Table or RelationKind.MaterializedView)
            {
                effects.Lock(table.Name, LockMode.Share, Work.Scan);
            }
        }
    }

    private static void Validate(EffectsBuilder effects, ValidateConstraint change)
    {
        var constraint = effects.Before.FindTable(change.Table)?.FindConstraint(change.Name);
        if (constraint?.Definition.NotEnforced == true)
        {
            effects.Fail("42809", "cannot validate NOT ENFORCED constraint");
        }
        else if (constraint?.Definition.Kind is ConstraintKind.Unique or ConstraintKind.PrimaryKey or ConstraintKind.Exclusion)
        {
            effects.Fail("42809", effects.Version < 18
                ? $"constraint \"{change.Name}\" of relation \"{change.Table.Name}\" is not a foreign key or check constraint"
                : $"cannot validate constraint \"{change.Name}\" of relation \"{change.Table.Name}\"");
        }

        // Validating twice does nothing the second time.
        var work = constraint?.Validated == true ? Work.None : Work.Scan;
        effects.LockTree(change.Table, LockMode.ShareUpdateExclusive, work, change.Only, assumed: constraint is null);
        if (constraint?.Definition is { Kind: ConstraintKind.ForeignKey, ReferencedTable: { } referenced } && work != Work.None)
        {
            effects.LockPartitions(referenced, LockMode.RowShare, work);
        }
    }

    private static void Alter(EffectsBuilder effects, AlterConstraint change)
    {
        var constraint = effects.Before.FindTable(change.Table)?.FindConstraint(change.Name);
        if (constraint is not null && constraint.Definition.Kind is not (ConstraintKind.ForeignKey or ConstraintKind.NotNull))
        {
            effects.Fail("42809", $"constraint \"{change.Name}\" of relation \"{change.Table.Name}\" is not a foreign key constraint");
        }

        // ENFORCED (18) makes the triggers and checks every row.
        var work = change.Enforces && constraint?.Definition.NotEnforced != false ? Work.Scan : Work.None;
        effects.LockTree(change.Table, LockMode.AccessExclusive, work, change.Only, assumed: change.Enforces && constraint is null);
        if ((change.Enforces || change.StopsEnforcing) && constraint?.Definition.ReferencedTable is { } referenced)
        {
            effects.LockPartitions(referenced, change.Enforces ? LockMode.ShareRowExclusive : LockMode.AccessExclusive, work);
        }
    }
}
