using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Backfills;

public sealed class DataChangeRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, code text UNIQUE, note text, tenant int, number int);
        CREATE UNIQUE INDEX ux ON orders (tenant, number);
        CREATE UNIQUE INDEX ux_partial ON orders (note) WHERE note <> '';
        CREATE TABLE settings (key text PRIMARY KEY, value text);
        """;

    [Theory]
    [InlineData("UPDATE orders SET note = ''")]
    [InlineData("UPDATE orders SET note = '' WHERE note IS NULL")]
    [InlineData("UPDATE orders SET note = '' WHERE tenant = 1")]
    [InlineData("UPDATE orders SET note = '' WHERE note = 'x'")]
    [InlineData("UPDATE orders SET note = '' WHERE id > 10")]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1 OR tenant = 2")]
    [InlineData("DELETE FROM orders")]
    [InlineData("DELETE FROM orders WHERE note = 'x'")]
    [InlineData("INSERT INTO orders (id, note) SELECT key::bigint, value FROM settings")]
    [InlineData("INSERT INTO orders (id) SELECT id + 1000 FROM orders WHERE tenant = 1")]
    [InlineData("UPDATE orders SET note = '' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 50000)")]
    [InlineData("UPDATE orders SET note = '' WHERE note IN (SELECT note FROM orders LIMIT 10)")]
    [InlineData("DO $$ BEGIN LOOP DELETE FROM orders WHERE id IN (SELECT id FROM orders LIMIT 10); EXIT WHEN NOT FOUND; END LOOP; END $$")]
    [InlineData("UPDATE never_seen SET a = 1")]
    [InlineData("WITH old AS (DELETE FROM orders WHERE tenant = 1 RETURNING id) SELECT count(*) FROM old")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int; UPDATE orders SET a = 1")]
    public void Changing_as_many_rows_as_there_are_is_found(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG5001");

    [Theory]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1")]
    [InlineData("UPDATE orders SET note = '' WHERE id IN (1, 2, 3) AND note IS NULL")]
    [InlineData("UPDATE orders SET note = '' WHERE code = 'A1'")]
    [InlineData("UPDATE orders SET note = '' WHERE tenant = 1 AND number = 2")]
    [InlineData("UPDATE orders o SET note = '' WHERE o.id = 1")]
    [InlineData("DELETE FROM settings WHERE key = 'theme'")]
    [InlineData("UPDATE never_seen SET a = 1 WHERE \"Id\" = 5")]
    [InlineData("INSERT INTO settings VALUES ('a', 'b'), ('c', 'd')")]
    [InlineData("INSERT INTO settings SELECT 'a', 'b' WHERE NOT EXISTS (SELECT 1 FROM settings WHERE key = 'a')")]
    [InlineData("INSERT INTO settings VALUES ('a', 'b') ON CONFLICT (key) DO UPDATE SET value = excluded.value")]
    [InlineData("UPDATE orders SET note = '' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 1000)")]
    [InlineData("WITH few AS (SELECT id FROM orders LIMIT 100) UPDATE orders SET note = '' FROM few WHERE few.id = orders.id")]
    [InlineData("DELETE FROM orders WHERE ctid IN (SELECT ctid FROM orders WHERE note = 'x' LIMIT 500)")]
    [InlineData("INSERT INTO settings SELECT code, note FROM orders ORDER BY id LIMIT 10")]
    [InlineData("CREATE TABLE t (a int); INSERT INTO t SELECT id FROM orders; UPDATE t SET a = 1; DELETE FROM t")]
    [InlineData("SELECT count(*) FROM orders")]
    [InlineData("UPDATE pg_catalog.pg_enum SET enumlabel = 'a' WHERE enumlabel = 'b'")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'UPDATE orders SET note = NULL'")]
    public void Changing_rows_that_are_named_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Fact]
    public void A_table_of_an_undeployed_migration_is_new() =>
        RuleTest.On(Schema).NewTables("orders").Migration("UPDATE orders SET note = ''").IsClean();

    [Fact]
    public void Beside_a_schema_change_both_are_one_finding()
    {
        var finding = RuleTest.On(Schema).Migration("UPDATE orders SET note = ''", "ALTER TABLE settings ADD COLUMN a int").FindsOne("MIG5001");
        Assert.Equal("MIG5002", Assert.Single(finding.Absorbed));
    }

    [Fact]
    public void The_message_tells_a_transaction_from_a_statement()
    {
        Assert.Contains("until the transaction ends", RuleTest.On(Schema).Migration("DELETE FROM orders").FindsOne("MIG5001").Message);
        Assert.Contains("until it ends", RuleTest.On(Schema).SqlFile("DELETE FROM orders").FindsOne("MIG5001").Message);
    }
}
