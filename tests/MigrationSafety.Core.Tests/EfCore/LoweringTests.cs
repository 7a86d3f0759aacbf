using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.EfCore;

/// <summary>
/// What the lowering takes from the before-state or leaves out; that it emits what Npgsql emits is tested against Npgsql
/// itself, in MigrationSafety.Analyzers.Tests.
/// </summary>
public sealed class LoweringTests
{
    [Fact]
    public void The_old_type_comes_from_earlier_migrations_where_the_call_does_not_say_it()
    {
        var change = Assert.IsType<AlterColumnType>(Assert.Single(Lower(
            Operation("AlterColumn", "string", ("name", "c"), ("table", "t"), ("type", "character varying(20)"), ("nullable", true), ("oldNullable", true)),
            "CREATE TABLE t (c varchar(10))")));
        Assert.Equal("varchar(10)", change.OldType!.ToString());
        Assert.Equal("varchar(20)", change.NewType!.ToString());
    }

    [Fact]
    public void A_changed_expression_builds_the_indexes_of_the_column_again()
    {
        var changes = Lower(
            Operation("AlterColumn", "int", ("name", "c"), ("table", "t"), ("type", "integer"), ("computedColumnSql", "a + 1"), ("stored", true),
                ("oldComputedColumnSql", "a"), ("oldStored", true)),
            "CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (a) STORED); CREATE INDEX ix_c ON t (c); CREATE INDEX ix_b ON t (b);");
        Assert.Equal(["DropColumn", "AddColumn", "CreateIndex"], changes.Select(static change => change.GetType().Name));
        Assert.Equal("ix_c", ((CreateIndex)changes[2]).Name);
    }

    [Fact]
    public void A_tsvector_column_is_a_stored_generated_one()
    {
        var column = Operation("AddColumn", "NpgsqlTsVector", ("name", "c"), ("table", "t"), ("type", "tsvector")) with
        {
            Annotations = ImmutableDictionary<string, object?>.Empty
                .Add("Npgsql:TsVectorConfig", "english")
                .Add("Npgsql:TsVectorProperties", new EfArray(ImmutableArray.Create<object?>("a", "b"))),
        };
        var added = Assert.IsType<AddColumn>(Assert.Single(Lower(column)));
        Assert.Equal(GeneratedKind.Stored, added.Column.Generated);
        Assert.Equal(["a", "b"], added.Column.GenerationExpression!.Columns.AsEnumerable());
    }

    [Fact]
    public void An_operation_on_a_table_whose_name_is_not_known_is_left_out() =>
        Assert.Empty(Lower(Operation("CreateIndex", null, ("name", "ix"), ("table", new EfUnknown("name")), ("column", "c"))));

    [Fact]
    public void A_default_that_is_not_known_may_be_anything_in_SQL_and_a_constant_as_a_value()
    {
        var sql = Operation("AddColumn", "int", ("name", "c"), ("table", "t"), ("defaultValueSql", new EfUnknown("Sql()")));
        var value = Operation("AddColumn", "int", ("name", "c"), ("table", "t"), ("defaultValue", new EfUnknown("Value()")));
        Assert.Equal(
            [Volatility.Unknown, Volatility.Constant],
            new[] { sql, value }.Select(static o => ((AddColumn)Lower(o).Single()).Column.Default!.Volatility));
    }

    [Fact]
    public void Statements_are_numbered_through_the_change_set()
    {
        var operation = Operation("AlterColumn", "int", ("name", "c"), ("table", "t"), ("nullable", false), ("oldNullable", true), ("defaultValue", 0));
        var lowered = ChangeSetLowering.Lower(
            new ChangeSet
            {
                Id = "1",
                Steps = ImmutableArray.Create(
                    new ChangeStep { Index = 0, Method = "Sql", Sql = "SELECT 1; SELECT 2" },
                    new ChangeStep { Index = 1, Method = "AlterColumn", Operation = operation },
                    new ChangeStep { Index = 2, Method = "Sql", Sql = "SELECT 3" }),
            },
            SchemaState.Empty);
        Assert.Equal(
            [0, 1, 2, 3, 4, 5],
            lowered.ChangeSet.Steps.SelectMany(static step => step.Changes).Select(static change => change.Origin.Statement));
    }

    [Fact]
    public void Text_that_changes_only_rows_is_read_when_somebody_asks_and_numbered_all_the_same()
    {
        var lowered = ChangeSetLowering.Lower(
            new ChangeSet
            {
                Id = "1",
                Steps = ImmutableArray.Create(
                    new ChangeStep { Index = 0, Method = "Sql", Sql = "CREATE TABLE t (c int)" },
                    new ChangeStep { Index = 1, Method = "Sql", Sql = "INSERT INTO t VALUES (1); UPDATE t SET c = 2" },
                    new ChangeStep { Index = 2, Method = "Sql", Sql = "UPDATE t SET WHERE" },
                    new ChangeStep { Index = 3, Method = "Sql", Sql = "ALTER TABLE t ADD d int" }),
            },
            SchemaState.Empty);

        Assert.Equal(["c", "d"], lowered.After.FindTable(new QualifiedName(null, "t"))!.Columns.Keys.Order());
        Assert.Equal([1, 2, 0, 1], lowered.ChangeSet.Steps.Select(static step => step.Changes.Length));
        Assert.NotNull(lowered.ChangeSet.Steps[2].SyntaxError);
        var statements = lowered.ChangeSet.Steps.SelectMany(static step => step.Changes).Select(static change => change.Origin.Statement).ToList();
        Assert.Equal(statements.Order().Distinct(), statements);
    }

    [Fact]
    public void A_syntax_error_covers_the_word_at_the_cursor()
    {
        var lowered = ChangeSetLowering.Lower(
            new ChangeSet { Id = "1", Steps = ImmutableArray.Create(new ChangeStep { Index = 0, Method = "Sql", Sql = "DROP TABEL t" }) },
            SchemaState.Empty);
        Assert.Equal(new TextSpan(5, 5), lowered.ChangeSet.Steps[0].SyntaxError!.Span);
    }

    private static EfOperation Operation(string method, string? clrType, params (string Name, object? Value)[] arguments) => new()
    {
        Method = method,
        ClrType = clrType,
        Arguments = arguments.ToImmutableDictionary(static argument => argument.Name, static argument => argument.Value),
    };

    private static ImmutableArray<SchemaChange> Lower(EfOperation operation, string before = "") =>
        EfLowering.Lower(operation, SqlReader.Read(before).Changes.Aggregate(SchemaState.Empty, static (state, change) => state.Apply(change)), 10, 0, 0);
}
