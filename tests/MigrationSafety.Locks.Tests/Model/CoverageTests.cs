using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;
using MigrationSafety.Locks.Tests.Cases;
using Xunit;

namespace MigrationSafety.Locks.Tests.Model;

/// <summary>A kind of change that no case runs is a row of the lock model without proof.</summary>
public sealed class CoverageTests
{
    private static readonly IReadOnlyList<SchemaChange> Changes =
        [.. LockCases.All.SelectMany(@case => SqlReader.Read(@case.SqlIn("postgres")).Changes)];

    [Fact]
    public void Every_kind_of_change_is_run_by_a_case()
    {
        var kinds = typeof(SchemaChange).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SchemaChange)) && !type.IsAbstract);
        Assert.Empty(kinds
            .Except(Changes.Select(change => change.GetType()))
            // Transactions are what the suite itself begins and ends.
            .Except([typeof(TransactionControl)])
            .Select(kind => kind.Name));
    }

    [Fact]
    public void Every_option_of_ALTER_TABLE_is_run_by_a_case() =>
        Assert.Empty(Enum.GetValues<TableOption>().Except(Changes.OfType<AlterTableOption>().Select(change => change.Option)));

    [Fact]
    public void Every_kind_of_constraint_is_added_by_a_case() =>
        Assert.Empty(Enum.GetValues<ConstraintKind>().Except(Changes.OfType<AddConstraint>().Select(change => change.Constraint.Kind)));
}
