using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;
using Xunit;

namespace MigrationSafety.Core.Tests.Recipes;

public sealed class RerunSafetyTests
{
    private static readonly QualifiedName Orders = new(null, "orders");
    private static readonly QualifiedName Customers = new(null, "customers");

    [Fact]
    public void A_migration_in_one_transaction_is_always_safe()
    {
        Assert.Null(RerunSafety.FindProblem(Migration(In(Column("a")), In(Index("ix")), In(new RenameTable { Table = Orders, NewName = "o" }))));
    }

    [Fact]
    public void An_operation_that_was_committed_before_a_suppressed_step_fails_the_second_time()
    {
        var problem = RerunSafety.FindProblem(Migration(In(Column("a")), Out(DropIndex("ix_old", ifExists: true))));

        Assert.IsType<AddColumn>(problem?.Change);
        Assert.Equal(0, problem.Step.Index);
    }

    [Fact]
    public void An_operation_after_a_suppressed_step_fails_too_since_the_history_row_comes_last()
    {
        Assert.IsType<AddColumn>(RerunSafety.FindProblem(Migration(Out(DropIndex("ix_old", ifExists: true)), In(Column("a"))))?.Change);
    }

    [Fact]
    public void An_index_built_concurrently_without_a_drop_before_meets_its_INVALID_leftover()
    {
        Assert.IsType<CreateIndex>(RerunSafety.FindProblem(Migration(Out(Index("ix", concurrently: true))))?.Change);
        Assert.Null(RerunSafety.FindProblem(
            Migration(Out(DropIndex("ix", ifExists: true)), Out(Index("ix", concurrently: true)))));
    }

    [Fact]
    public void A_drop_and_an_add_of_one_name_in_one_transaction_may_run_again()
    {
        var both = In(Drop("fk", ifExists: false), ForeignKey("fk", notValid: true));

        Assert.Null(RerunSafety.FindProblem(Migration(both, Out(new ValidateConstraint { Table = Orders, Name = "fk" }))));
    }

    [Fact]
    public void A_drop_and_an_add_with_a_commit_between_may_not()
    {
        var problem = RerunSafety.FindProblem(Migration(
            In(Drop("fk", ifExists: false)),
            Out(DropIndex("ix", ifExists: true)),
            In(ForeignKey("fk", notValid: true))));

        Assert.IsType<DropConstraint>(problem?.Change);
    }

    [Fact]
    public void Something_used_and_later_dropped_is_missing_the_second_time()
    {
        var problem = RerunSafety.FindProblem(Migration(
            In(new SetNotNull { Table = Orders, Column = "a" }),
            Out(DropIndex("ix", ifExists: true)),
            In(new DropColumn { Table = Orders, Column = "a", IfExists = true })));

        Assert.IsType<SetNotNull>(problem?.Change);
    }

    [Fact]
    public void The_columns_of_a_dropped_table_are_gone_with_it()
    {
        var drop = new DropTable { Table = Orders, TableIfExists = true };
        var create = new CreateTable { Table = Orders };

        Assert.Null(RerunSafety.FindProblem(
            Migration(In(drop, create, Column("a")), Out(DropIndex("ix", ifExists: true)))));
    }

    [Fact]
    public void A_unique_index_that_a_new_foreign_key_rests_on_cannot_be_dropped_again()
    {
        var unique = Index("ix", concurrently: true) with { Unique = true, Table = Customers };
        ChangeStep[] steps =
        [
            Out(DropIndex("ix", ifExists: true)),
            Out(unique),
            In(Drop("fk", ifExists: true), ForeignKey("fk", notValid: true)),
        ];

        Assert.IsType<DropIndex>(RerunSafety.FindProblem(Migration(steps))?.Change);

        // With the key dropped first nothing rests on the index any more.
        Assert.Null(RerunSafety.FindProblem(Migration([In(Drop("fk", ifExists: true)), .. steps])));
    }

    [Fact]
    public void An_index_that_became_a_constraint_cannot_be_dropped_again()
    {
        var unique = new AddConstraint
        {
            Table = Orders,
            Constraint = new ConstraintDefinition { Kind = ConstraintKind.Unique, Name = "uq", UsingIndex = "uq" },
        };
        ChangeStep[] steps = [Out(DropIndex("uq", ifExists: true)), Out(Index("uq", concurrently: true)), In(unique)];

        Assert.IsType<DropIndex>(RerunSafety.FindProblem(Migration(steps))?.Change);
        Assert.Null(RerunSafety.FindProblem(Migration([In(Drop("uq", ifExists: true)), .. steps])));
    }

    [Fact]
    public void Rows_are_safe_only_where_the_statement_finds_the_same_ones_again()
    {
        Assert.Null(AfterIndex(new DataChange { Kind = DataChangeKind.Delete, Table = Orders, HasWhere = true }));
        Assert.Null(AfterIndex(new DataChange { Kind = DataChangeKind.Update, Table = Orders, Author = DataChangeAuthor.EfAlterColumn }));
        Assert.NotNull(AfterIndex(new DataChange { Kind = DataChangeKind.Update, Table = Orders }));
        Assert.NotNull(AfterIndex(new DataChange { Kind = DataChangeKind.Insert, Table = Orders, HasLiteralRows = true }));

        static RerunProblem? AfterIndex(DataChange data) =>
            RerunSafety.FindProblem(Migration(Out(DropIndex("ix", ifExists: true)), In(data)));
    }

    [Fact]
    public void SQL_that_cannot_be_known_is_not_safe()
    {
        var unknown = new ChangeStep { Index = 0, Method = "Sql", Unknown = [new SqlProblem("a variable", null)] };

        var problem = RerunSafety.FindProblem(Migration(unknown, Out(DropIndex("ix", ifExists: true))));

        Assert.NotNull(problem);
        Assert.Null(problem.Change);
    }

    [Fact]
    public void What_a_DO_block_makes_may_stand_behind_a_condition_and_is_not_safe()
    {
        var guarded = Column("a") with { Origin = new ChangeOrigin(0, 0, null) { InDoBlock = true } };

        Assert.NotNull(RerunSafety.FindProblem(Migration(In(guarded), Out(DropIndex("ix", ifExists: true)))));
    }

    private static ChangeSet Migration(params ChangeStep[] steps) => new()
    {
        Id = "20260101000000_Test",
        Steps = steps.Select(static (s, i) => s with
        {
            Index = i,
            Changes = s.Changes.Select(c => c with { Origin = c.Origin with { Step = i } }).ToImmutableArray(),
        }).ToImmutableArray(),
    };

    private static ChangeStep In(params SchemaChange[] changes) =>
        new() { Index = 0, Method = "Sql", Sql = "", Changes = changes.ToImmutableArray() };

    private static ChangeStep Out(SchemaChange change) => In(change) with { SuppressTransaction = true };

    private static AddColumn Column(string name) => new() { Table = Orders, Column = new ColumnDefinition { Name = name } };

    private static CreateIndex Index(string name, bool concurrently = false) =>
        new() { Table = Orders, Name = name, Columns = ["a"], Concurrently = concurrently };

    private static DropIndex DropIndex(string name, bool ifExists) =>
        new() { Index = new QualifiedName(null, name), Concurrently = true, IfExists = ifExists };

    private static DropConstraint Drop(string name, bool ifExists) => new() { Table = Orders, Name = name, IfExists = ifExists };

    private static AddConstraint ForeignKey(string name, bool notValid) => new()
    {
        Table = Orders,
        Constraint = new ConstraintDefinition
        {
            Kind = ConstraintKind.ForeignKey,
            Name = name,
            Columns = ["customer_id"],
            ReferencedTable = Customers,
            NotValid = notValid,
        },
    };
}
