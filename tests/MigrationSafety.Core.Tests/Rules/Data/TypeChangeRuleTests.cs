using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Data;

public sealed class TypeChangeRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, qty bigint, note text, code varchar(20), total numeric(10,2), at timestamp, seen timestamptz, day date,
            flag text DEFAULT 'no', tags text[]);
        CREATE VIEW codes AS SELECT code FROM orders;
        CREATE VIEW everything AS SELECT * FROM orders;
        CREATE MATERIALIZED VIEW totals AS SELECT o.total FROM orders o;
        """;

    private const string Unseen = "CREATE TABLE orders (id bigint PRIMARY KEY, qty bigint, note text, code varchar(20), total numeric(10,2), at timestamp, seen timestamptz, day date, flag text DEFAULT 'no', tags text[]);";

    [Theory]
    [InlineData("qty TYPE integer", "fails on the first value")]
    [InlineData("code TYPE varchar(10)", "fails on the first value")]
    [InlineData("note TYPE varchar(100)", "fails on the first value")]
    [InlineData("note TYPE varchar(100) USING note::varchar(100)", "rounds or cuts values")]
    [InlineData("note TYPE integer USING note::integer", "fails on the first value")]
    [InlineData("total TYPE numeric(10,1)", "rounds or cuts values")]
    [InlineData("total TYPE numeric(8,2)", "fails on the first value")]
    [InlineData("total TYPE integer", "rounds or cuts values")]
    [InlineData("total TYPE smallint", "fails on values that are too large, and rounds")]
    [InlineData("at TYPE date", "rounds or cuts values")]
    [InlineData("tags TYPE varchar(5)[]", "fails on the first value")]
    public void A_narrower_type_is_found(string change, string message) =>
        Assert.Contains(message, Assert.Single(RuleTest.On(Unseen).Only("MIG3003").Migration("ALTER TABLE orders ALTER COLUMN " + change).Findings).Message);

    [Theory]
    [InlineData("qty TYPE numeric")]
    [InlineData("code TYPE varchar(40)")]
    [InlineData("code TYPE text")]
    [InlineData("total TYPE numeric(12,2)")]
    [InlineData("total TYPE double precision")]
    [InlineData("day TYPE timestamp")]
    [InlineData("note TYPE varchar(100) USING left(note, 100)")]
    [InlineData("note TYPE integer")]
    public void A_type_that_holds_all_values_is_fine(string change) =>
        RuleTest.On(Unseen).Migration("ALTER TABLE orders ALTER COLUMN " + change).IsCleanOf("MIG3003");

    [Theory]
    [InlineData("at TYPE timestamptz")]
    [InlineData("at TYPE timestamptz USING at::timestamptz")]
    [InlineData("seen TYPE timestamp")]
    [InlineData("day TYPE timestamptz")]
    public void A_conversion_in_the_sessions_time_zone_is_found(string change)
    {
        var sql = "ALTER TABLE orders ALTER COLUMN " + change;
        Assert.Contains("SET LOCAL TimeZone", RuleTest.On(Unseen).Migration(sql).FindsOne("MIG3006").Message);
        Assert.Contains("Instead: SET TimeZone", RuleTest.On(Unseen).SqlFile(sql).FindsOne("MIG3006").Message);
    }

    [Fact]
    public void From_12_on_utc_spares_the_rewrite()
    {
        var test = RuleTest.On(Unseen).Migration("ALTER TABLE orders ALTER COLUMN at TYPE timestamptz");
        Assert.Contains("not even rewritten", test.Version(12).FindsOne("MIG3006").Message);
        Assert.DoesNotContain("rewritten", test.Version(11).FindsOne("MIG3006").Message);
    }

    [Fact]
    public void The_operation_is_found() =>
        RuleTest.On(Unseen).Migration(TestStep.Ef(
            "AlterColumn", "DateTime", ("name", "at"), ("table", "orders"), ("type", "timestamp with time zone"), ("nullable", true),
            ("oldClrType", "DateTime"), ("oldType", "timestamp without time zone"), ("oldNullable", true))).Finds("MIG3006");

    [Theory]
    [InlineData("SET TimeZone = 'UTC'; ALTER TABLE orders ALTER COLUMN at TYPE timestamptz")]
    [InlineData("SET LOCAL TIME ZONE 'Europe/Berlin'; ALTER TABLE orders ALTER COLUMN at TYPE timestamptz")]
    [InlineData("SELECT set_config('TimeZone', 'UTC', true); ALTER TABLE orders ALTER COLUMN at TYPE timestamptz")]
    [InlineData("ALTER TABLE orders ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC'")]
    [InlineData("ALTER TABLE orders ALTER COLUMN at TYPE timestamp(3)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN day TYPE timestamp")]
    [InlineData("CREATE TABLE t (at timestamp); ALTER TABLE t ALTER COLUMN at TYPE timestamptz")]
    public void A_pinned_time_zone_is_fine(string sql) => RuleTest.On(Unseen).Migration(sql).IsCleanOf("MIG3006");

    [Fact]
    public void A_time_zone_of_another_transaction_pins_nothing()
    {
        const string change = "ALTER TABLE orders ALTER COLUMN at TYPE timestamptz";
        RuleTest.On(Unseen).SqlFile("BEGIN; SET LOCAL TimeZone = 'UTC'; COMMIT; " + change).Finds("MIG3006");
        RuleTest.On(Unseen).SqlFile("SET TimeZone = 'UTC'; RESET TimeZone; " + change).Finds("MIG3006");
        RuleTest.On(Unseen).SqlFile("SET TimeZone = 'UTC'; " + change).IsCleanOf("MIG3006");
    }

    [Theory]
    [InlineData("note TYPE integer", "column \"note\" cannot be cast automatically to type integer")]
    [InlineData("note TYPE uuid", "cannot be cast automatically")]
    [InlineData("qty TYPE uuid USING qty::uuid", "fails with 42846")]
    [InlineData("flag TYPE boolean USING flag = 'yes'", "default for column \"flag\" cannot be cast automatically")]
    public void A_change_without_a_cast_is_an_error(string change, string message)
    {
        var finding = Assert.Single(RuleTest.On(Unseen).Only("MIG3007").Migration("ALTER TABLE orders ALTER COLUMN " + change).Findings);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains(message, finding.Message);
    }

    [Theory]
    [InlineData("note TYPE integer USING note::integer")]
    [InlineData("qty TYPE text")]
    [InlineData("note TYPE citext")]
    [InlineData("note TYPE some_extensions_type")]
    [InlineData("flag DROP DEFAULT, ALTER COLUMN flag TYPE boolean USING flag = 'yes'")]
    public void A_change_that_works_is_fine(string change) =>
        RuleTest.On(Unseen).Migration("ALTER TABLE orders ALTER COLUMN " + change).IsCleanOf("MIG3007");

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN code TYPE varchar(40)", "view \"codes\" and view \"everything\"")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,2)", "view \"everything\" and materialized view \"totals\"")]
    [InlineData("ALTER TABLE orders ALTER COLUMN note TYPE varchar", "view \"everything\" uses")]
    public void A_view_that_uses_the_column_is_named(string sql, string message) =>
        Assert.Contains(message, Assert.Single(RuleTest.On(Schema).Only("MIG3008").Migration(sql).Findings).Message);

    [Theory]
    [InlineData("DROP VIEW codes; DROP VIEW everything; ALTER TABLE orders ALTER COLUMN code TYPE varchar(40); CREATE VIEW codes AS SELECT code FROM orders")]
    [InlineData("DROP VIEW everything; ALTER TABLE orders ALTER COLUMN note TYPE varchar")]
    [InlineData("ALTER TABLE orders ADD COLUMN late varchar(10); ALTER TABLE orders ALTER COLUMN late TYPE varchar(20)")]
    [InlineData("DROP VIEW everything; CREATE VIEW counts AS SELECT count(*) FROM orders; ALTER TABLE orders ALTER COLUMN note TYPE varchar")]
    public void A_column_that_no_view_uses_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG3008");
}
