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
        PartitionedTableFailures.Constraint(effects, change.Table, constraint);
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
                Check(effects, change, work);
                break;
        }
    }

    private static void Check(EffectsBuilder effects, AddConstraint change, Work work)
    {
        if (change.Only && !change.Constraint.NoInherit && effects.Before.ChildrenOf(change.Table).Any())
        {
            effects.Fail("42P16", "constraint must be added to child tables too");
        }

        effects.LockTree(change.Table, LockMode.AccessExclusive, work, change.Only || change.Constraint.NoInherit);
        if (change.Constraint.NoInherit && effects.Version >= 18)
        {
            // 18 locks the children before it sees that they are not concerned (measured).
            effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only);
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

        effects.LockPartitions(change.Table, LockMode.ShareRowExclusive, work, change.Only);
        if (constraint.ReferencedTable is { } referenced)
        {
            FailReferenced(effects, constraint, effects.Before.FindTable(referenced));
            effects.LockPartitions(referenced, LockMode.ShareRowExclusive, work);
        }
    }

    private static void Index(EffectsBuilder effects, AddConstraint change)
    {
        var table = effects.Before.FindTable(change.Table);
        var constraint = change.Constraint;
        Fail(effects, change, table);
        effects.Lock(change.Table, LockMode.AccessExclusive);
        // Below 18 the partitions are locked as CREATE INDEX locks them (measured).
        effects.LockPartitions(
            change.Table,
            effects.Version < 18 && effects.Before.IsPartitioned(change.Table) ? LockMode.Share : LockMode.AccessExclusive,
            constraint.UsingIndex is null ? Work.BuildIndex | Work.Scan : Work.None,
            change.Only);
    }

    /// <summary>The referenced columns need a unique index of exactly them.</summary>
    private static void FailReferenced(EffectsBuilder effects, ConstraintDefinition constraint, TableState? referenced)
    {
        if (referenced is not { IsComplete: true })
        {
            return;
        }

        if (constraint.ReferencedColumns.IsEmpty && referenced.PrimaryKey is null)
        {
            effects.Fail("42704", $"there is no primary key for referenced table \"{referenced.Name.Name}\"");
        }
        else if (!constraint.ReferencedColumns.IsEmpty && !referenced.Indexes.Any(i =>
                     i.Definition is { Unique: true, Predicate: null, Expressions.IsEmpty: true }
                     && i.Definition.Columns.Length == constraint.ReferencedColumns.Length
                     && !i.Definition.Columns.Except(constraint.ReferencedColumns).Any()))
        {
            effects.Fail("42830", $"there is no unique constraint matching given keys for referenced table \"{referenced.Name.Name}\"");
        }
    }

    /// <summary>A primary key makes its columns NOT NULL, with the scan of SET NOT NULL and what spares it.</summary>
    private static void NotNull(EffectsBuilder effects, AddConstraint change)
    {
        var used = change.Constraint.UsingIndex is { } index
            ? effects.Before.FindIndex(new QualifiedName(change.Table.Schema, index)) : null;
        var columns = used?.Definition.Columns ?? change.Constraint.Columns;
        foreach (var column in columns.Where(c => effects.Before.FindTable(change.Table)?.FindColumn(c)?.NotNull != true))
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
