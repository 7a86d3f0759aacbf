using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class ManyTablesRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY, note text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
        CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint, note text);
        CREATE INDEX ix_lines ON lines (note);
        CREATE VIEW v AS SELECT id FROM orders;
        """;

    private const string Customers = "ALTER TABLE customers ADD COLUMN a int";
    private const string Orders = "ALTER TABLE orders ADD COLUMN a int";
    private const string ForeignKey = "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID";

    [Fact]
    public void The_second_table_is_told_once_with_the_first()
    {
        var finding = RuleTest.On(Schema).Migration(Customers, Orders, "ALTER TABLE lines ADD COLUMN a int").FindsOne("MIG4004");
        Assert.Equal(1, finding.Step);
        Assert.Contains("\"orders\"", finding.Message);
        Assert.Contains("\"customers\"", finding.Message);
    }

    [Fact]
    public void An_index_stands_for_its_table() =>
        RuleTest.On(Schema).Migration(Orders, "ALTER INDEX ix_lines RENAME TO ix2", "DROP INDEX ix2").Finds("MIG1002", "MIG4004");

    [Fact]
    public void Two_foreign_keys_lock_more_than_their_own_two_tables() =>
        RuleTest.On(Schema).Only("MIG1", "MIG4").Migration(ForeignKey, "ALTER TABLE lines ADD CONSTRAINT fk2 FOREIGN KEY (order_id) REFERENCES lines (id) NOT VALID").Finds("MIG4004");

    [Theory]
    [InlineData(Orders, "ALTER TABLE orders ADD COLUMN b int")]
    [InlineData(Orders, "CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int")]
    [InlineData(Orders, "UPDATE customers SET note = '' WHERE id = 1")]
    [InlineData(Orders, "ALTER TABLE customers ALTER COLUMN note SET STATISTICS 100")]
    [InlineData(Orders, "CREATE OR REPLACE VIEW v AS SELECT id, note FROM orders")]
    [InlineData(Orders, "CREATE SEQUENCE s; ALTER SEQUENCE s RESTART")]
    [InlineData("ALTER TABLE orders RENAME TO old_orders", "ALTER TABLE old_orders ADD COLUMN b int")]
    public void One_table_or_a_weak_lock_on_the_second_is_fine(params string[] steps) =>
        RuleTest.On(Schema).Migration([.. System.Linq.Enumerable.Select(steps, s => (TestStep)s)]).IsCleanOf("MIG4004");

    [Fact]
    public void The_two_sides_of_a_foreign_key_are_one_statement()
    {
        RuleTest.On(Schema).Migration(ForeignKey).IsCleanOf("MIG4004");
        RuleTest.On(Schema).Migration(Orders, ForeignKey).IsCleanOf("MIG4004");
        RuleTest.On(Schema).Migration("CREATE TABLE t (a bigint REFERENCES orders (id), b bigint REFERENCES customers (id))").IsCleanOf("MIG4004");
    }

    [Fact]
    public void A_new_table_with_keys_to_a_held_table_and_another_locks_the_other() =>
        RuleTest.On(Schema).Migration(Orders, "CREATE TABLE t (a bigint REFERENCES orders (id), b bigint REFERENCES customers (id))").Finds("MIG1006", "MIG4004");

    [Fact]
    public void A_dropped_table_makes_nobody_wait() => RuleTest.On(Schema).Migration(Customers, "DROP TABLE lines").IsCleanOf("MIG4004");

    [Fact]
    public void Each_in_its_own_transaction_is_fine()
    {
        RuleTest.On(Schema).SqlFile(Customers + ";" + Orders).IsClean();
        RuleTest.On(Schema).SqlFile("BEGIN;" + Customers + ";" + Orders + "; COMMIT;").Finds("MIG4004");
        RuleTest.On(Schema).Migration(Customers, RuleTest.Outside("ANALYZE orders"), Orders).IsCleanOf("MIG4004");
    }
}
