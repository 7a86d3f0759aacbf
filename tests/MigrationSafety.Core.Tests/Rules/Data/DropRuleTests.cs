using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Data;

public sealed class DropRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, note text, total numeric, double_total numeric GENERATED ALWAYS AS (total * 2) STORED);
        CREATE TABLE logs (id bigint);
        CREATE MATERIALIZED VIEW sums AS SELECT customer_id, sum(total) FROM orders GROUP BY customer_id;
        CREATE VIEW v AS SELECT id, name FROM customers;
        CREATE TABLE sales.items (id bigint);
        """;

    [Theory]
    [InlineData("ALTER TABLE logs DROP COLUMN id")]
    [InlineData("ALTER TABLE logs DROP COLUMN IF EXISTS id")]
    [InlineData("ALTER TABLE never_seen DROP COLUMN a")]
    public void A_dropped_column_is_found(string sql) =>
        Assert.Equal(Severity.Warning, RuleTest.On(Schema).Migration(sql).FindsOne("MIG3001").Severity);

    [Fact]
    public void A_dropped_column_is_found_as_operation() =>
        RuleTest.On(Schema).Migration(TestStep.Ef("DropColumn", ("name", "id"), ("table", "logs"))).Finds("MIG3001");

    [Theory]
    [InlineData("ALTER TABLE orders DROP COLUMN double_total")]
    [InlineData("ALTER TABLE logs DROP COLUMN IF EXISTS never_seen")]
    [InlineData("ALTER TABLE logs ADD COLUMN a int; ALTER TABLE logs DROP COLUMN a")]
    [InlineData("CREATE TABLE t (a int, b int); ALTER TABLE t DROP COLUMN b")]
    public void A_column_without_data_of_its_own_may_go(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Fact]
    public void A_column_of_an_undeployed_migration_may_go() =>
        RuleTest.On(Schema).NewColumn("logs", "id").Migration("ALTER TABLE logs DROP COLUMN id").IsClean();

    [Theory]
    [InlineData("DROP TABLE logs", "loses its rows for good")]
    [InlineData("DROP TABLE IF EXISTS logs", "loses its rows for good")]
    [InlineData("DROP MATERIALIZED VIEW sums", "could compute that again")]
    [InlineData("DROP SCHEMA sales CASCADE", "every table in it")]
    public void A_dropped_table_is_found(string sql, string message) =>
        Assert.Contains(message, Assert.Single(RuleTest.On(Schema).Only("MIG3002").Migration(sql).Findings).Message);

    [Theory]
    [InlineData("DROP VIEW v")]
    [InlineData("DROP SCHEMA sales")]
    [InlineData("CREATE TABLE t (a bigint REFERENCES customers); DROP TABLE t")]
    [InlineData("CREATE TEMP TABLE t (a int); DROP TABLE t")]
    [InlineData("DROP MATERIALIZED VIEW sums; CREATE MATERIALIZED VIEW sums AS SELECT customer_id, max(total) FROM orders GROUP BY customer_id")]
    public void What_holds_no_rows_may_go(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG3002");

    [Theory]
    [InlineData("DROP TABLE customers CASCADE", "also drops view \"v\" and foreign keys of \"orders\", and what else")]
    [InlineData("ALTER TABLE customers DROP COLUMN name CASCADE", "also drops view \"v\", and what else")]
    [InlineData("ALTER TABLE customers DROP CONSTRAINT customers_pkey CASCADE", "also drops foreign keys of \"orders\", and what else")]
    [InlineData("DROP TYPE mood CASCADE", "whatever depends on it")]
    [InlineData("DROP TABLE logs CASCADE", "whatever depends on it")]
    [InlineData("DROP SCHEMA sales CASCADE", "whatever depends on it")]
    public void Cascade_is_found_and_names_what_is_known(string sql, string message) =>
        Assert.Contains(message, Assert.Single(RuleTest.On(Schema).Only("MIG3004").Migration(sql).Findings).Message);

    [Theory]
    [InlineData("DROP TABLE logs")]
    [InlineData("DROP TABLE logs RESTRICT")]
    [InlineData("DROP TRIGGER t ON logs CASCADE")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t CASCADE")]
    public void Without_it_PostgreSQL_refuses(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG3004");

    [Fact]
    public void Changed_seed_data_is_a_suggestion()
    {
        var update = TestStep.Ef("UpdateData", ("table", "customers"), ("keyColumn", "id"), ("keyValue", 1L), ("column", "name"), ("value", "b"));
        var delete = TestStep.Ef("DeleteData", ("table", "customers"), ("keyColumn", "id"), ("keyValue", 1L));
        Assert.All(RuleTest.On(Schema).Migration(update, delete).Finds("MIG3011", "MIG3011"), f => Assert.Equal(Severity.Info, f.Severity));
        RuleTest.On(Schema).NewTables("customers").Migration(update, delete).IsClean();
    }

    [Fact]
    public void Inserted_seed_data_and_written_sql_are_fine() =>
        RuleTest.On(Schema).Migration(
            TestStep.Ef("InsertData", ("table", "customers"), ("column", "name"), ("value", "b")), "UPDATE customers SET name = 'b' WHERE id = 1").IsClean();
}
