using System.Collections.Immutable;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class EfOperationRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, note text, customer_id bigint, total numeric, qty integer);
        CREATE INDEX ix_note ON orders (note);
        """;

    private static EfOperation CreateIndex => (EfOperation)TestStep.Ef(
        "CreateIndex", ("name", "ix"), ("table", "orders"), ("column", "note")).Operation!;

    private static EfOperation Concurrent => CreateIndex with
    {
        Annotations = ImmutableDictionary<string, object?>.Empty.Add("Npgsql:CreatedConcurrently", true),
    };

    [Fact]
    public void Create_index_is_found_and_the_annotation_mends_it()
    {
        Assert.Contains("Npgsql:CreatedConcurrently", RuleTest.On(Schema).Migration(CreateIndex).FindsOne("MIG1001").Message);
        RuleTest.On(Schema).Migration(Concurrent).IsClean();
    }

    [Fact]
    public void A_concurrent_index_beside_another_operation_is_found() =>
        RuleTest.On(Schema).Migration(
            TestStep.Ef("AddColumn", "int", ("name", "a"), ("table", "orders"), ("type", "integer"), ("nullable", true)), Concurrent).Finds("MIG4005");

    [Fact]
    public void The_other_operations_with_a_fix_are_found()
    {
        RuleTest.On(Schema).Migration(TestStep.Ef("DropIndex", ("name", "ix_note"), ("table", "orders"))).Finds("MIG1002");
        RuleTest.On(Schema).Migration(TestStep.Ef(
            "AddForeignKey", ("name", "fk"), ("table", "orders"), ("column", "customer_id"), ("principalTable", "customers"), ("principalColumn", "id"))).Finds("MIG1004", "MIG2011");
        RuleTest.On(Schema).Migration(TestStep.Ef(
            "AddCheckConstraint", ("name", "ck"), ("table", "orders"), ("sql", "total >= 0"))).Finds("MIG1007", "MIG2011");
        RuleTest.On(Schema).Migration(AlterNote(("nullable", false))).Finds("MIG1008", "MIG2011");
    }

    [Fact]
    public void Required_with_a_default_is_one_finding_that_includes_its_parts()
    {
        var finding = RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG5").Migration(AlterNote(("nullable", false), ("defaultValue", ""))).FindsOne("MIG5003");
        Assert.EndsWith("(Includes MIG1008, MIG5001, MIG5002.)", finding.Message);
        Assert.Contains("\"orders\".\"note\"", finding.Message);
    }

    [Fact]
    public void Required_with_a_default_on_a_new_table_is_fine() =>
        RuleTest.On(Schema).NewTables("orders").Migration(AlterNote(("nullable", false), ("defaultValue", ""))).IsClean();

    [Fact]
    public void A_type_change_is_found() =>
        RuleTest.On(Schema).Migration(TestStep.Ef(
            "AlterColumn", "long", ("name", "qty"), ("table", "orders"), ("type", "bigint"), ("nullable", true), ("oldClrType", "int"), ("oldType", "integer"), ("oldNullable", true)))
            .Finds("MIG1105");

    // EF Core 2 and 3 scaffolded no type, and their Npgsql made timestamp of it.
    [Theory]
    [InlineData(null, "timestamp without time zone", true)]
    [InlineData(null, "timestamp with time zone", false)]
    [InlineData("timestamp with time zone", "timestamp without time zone", false)]
    public void A_date_without_a_type_had_the_one_that_the_change_names(string? made, string oldType, bool isFound)
    {
        var add = TestStep.Ef("AddColumn", "DateTime", made is null ? [("name", "at"), ("table", "orders")] : [("name", "at"), ("table", "orders"), ("type", made)]);
        var found = RuleTest.On(Schema).After(add).Only("MIG3006").Migration(TestStep.Ef(
            "AlterColumn", "DateTime", ("name", "at"), ("table", "orders"), ("type", "timestamp with time zone"), ("oldClrType", "DateTime"), ("oldType", oldType)));
        Assert.Equal(isFound, found.Findings.Length == 1);
    }

    [Fact]
    public void Dropping_a_foreign_key_that_nobody_saw_is_found() =>
        RuleTest.OnUnknownSchema().Migration(TestStep.Ef("DropForeignKey", ("name", "fk"), ("table", "orders"))).Finds("MIG1005");

    [Fact]
    public void Seed_data_by_key_is_no_backfill() =>
        RuleTest.On(Schema).Only("MIG5").Migration(
            TestStep.Ef("InsertData", ("table", "orders"), ("columns", new EfArray(["id", "note"])), ("values", new EfArray([1L, "a"]))),
            TestStep.Ef("UpdateData", ("table", "orders"), ("keyColumn", "id"), ("keyValue", 1L), ("column", "note"), ("value", "b")),
            TestStep.Ef("DeleteData", ("table", "orders"), ("keyColumn", "id"), ("keyValue", 1L))).IsClean();

    [Fact]
    public void Adding_a_column_that_costs_nothing_is_fine() =>
        RuleTest.On(Schema).Migration(
            TestStep.Ef("AddColumn", "int", ("name", "a"), ("table", "orders"), ("type", "integer"), ("nullable", false), ("defaultValue", 0))).IsClean();

    private static TestStep AlterNote(params (string Name, object? Value)[] more) => TestStep.Ef(
        "AlterColumn",
        "string",
        [("name", "note"), ("table", "orders"), ("type", "text"), ("oldClrType", "string"), ("oldType", "text"), ("oldNullable", true), .. more]);
}
