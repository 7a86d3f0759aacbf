using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>ADD CONSTRAINT. Measured on 12 to 18.</summary>
internal static class AddConstraintLocks
{
    public static void Add(EffectsBuilder effects, AddConstraint change)
    {
        var constraint = change.Constraint;
        var work = constraint.NotValid || constraint.NotEnforced ? Work.None : Work.Scan;
        switch (constraint.Kind)
        {
            case ConstraintKind.ForeignKey:
                ForeignKey(effects, change, work);
                break;
            case ConstraintKind.PrimaryKey:
                Index(effects, change);
                NotNull(effects, change);
                break;
            case ConstraintKind.Unique or ConstraintKind.Exclusion:
                Index(effects, change);
                break;
            case ConstraintKind.NotNull:
                if (effects.Version < 18)
                {
                    effects.Fail("42601", "syntax error at or near \"NOT\"");
                }

                effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only);
                if (work != Work.None)
                {
                    NotNull(effects, change);
                }

                break;
            default:
                effects.LockTree(change.Table, LockMode.AccessExclusive, work, change.Only);
                break;
        }
    }

    private static void ForeignKey(EffectsBuilder effects, AddConstraint change, Work work)
    {
        var constraint = change.Constraint;
        if (constraint.NotValid && effects.Version < 18 && effects.Before.IsPartitioned(change.Table))
        {
            effects.Fail(
                "42809",
                $"cannot add NOT VALID foreign key on partitioned table \"{change.Table.Name}\" referencing relation \"{constraint.ReferencedTable?.Name}\"");
        }

        effects.LockTree(change.Table, LockMode.ShareRowExclusive, work, change.Only);
        if (constraint.ReferencedTable is { } referenced)
        {
            effects.LockTree(referenced, LockMode.ShareRowExclusive, work);
        }
    }

    private static void Index(EffectsBuilder effects, AddConstraint change)
    {
        var table = effects.Before.FindTable(change.Table);
        var constraint = change.Constraint;
        Fail(effects, change, table);
        effects.LockTree(
            change.Table,
            LockMode.AccessExclusive,
            constraint.UsingIndex is null ? Work.BuildIndex | Work.Scan : Work.None,
            change.Only);
    }

    /// <summary>A primary key makes its columns NOT NULL, with the scan of SET NOT NULL and what spares it.</summary>
    private static void NotNull(EffectsBuilder effects, AddConstraint change)
    {
        var used = change.Constraint.UsingIndex is { } index
            ? effects.Before.FindIndex(new QualifiedName(change.Table.Schema, index)) : null;
        var columns = used?.Definition.Columns ?? change.Constraint.Columns;
        foreach (var column in columns)
        {
            AlterColumnLocks.Add(effects, new SetNotNull { Table = change.Table, Column = column, Only = change.Only });
        }

        if (columns.IsEmpty)
        {
            // The index is not known, and so neither are its columns.
            effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only, assumed: true);
        }
    }

    private static void Fail(EffectsBuilder effects, AddConstraint change, TableState? table)
    {
        var constraint = change.Constraint;
        if (constraint.Kind == ConstraintKind.PrimaryKey && table?.PrimaryKey is not null)
        {
            effects.Fail("42P16", $"multiple primary keys for table \"{change.Table.Name}\" are not allowed");
        }

        if (constraint.UsingIndex is { } index)
        {
            if (effects.Before.IsPartitioned(change.Table))
            {
                effects.Fail("0A000", "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables");
            }

            FailUsingIndex(effects, index, effects.Before.FindIndex(new QualifiedName(change.Table.Schema, index)));
        }
        else if (constraint.Kind != ConstraintKind.Exclusion
            && table is not null && table.PartitionKey.Except(constraint.Columns).Any())
        {
            effects.Fail("0A000", "unique constraint on partitioned table must include all partitioning columns");
        }
    }

    private static void FailUsingIndex(EffectsBuilder effects, string name, IndexState? index)
    {
        switch (index)
        {
            case { Constraint: not null }:
                effects.Fail("55000", $"index \"{name}\" is already associated with a constraint");
                break;
            case { Definition.Unique: false }:
                effects.Fail("42809", $"\"{name}\" is not a unique index");
                break;
            case { Definition.Expressions.IsEmpty: false }:
                effects.Fail("42809", $"index \"{name}\" contains expressions");
                break;
            case { Definition.Predicate: not null }:
                effects.Fail("42809", $"\"{name}\" is a partial index");
                break;
        }
    }
}
