using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Locking;

public sealed class DropForeignKeyRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, note text, parent_id bigint,
            customer_id bigint CONSTRAINT fk_customers REFERENCES customers (id),
            CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES orders (id));
        """;

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk_customers")]
    [InlineData("ALTER TABLE orders DROP COLUMN customer_id")]
    [InlineData("DROP TABLE orders")]
    public void Dropping_a_foreign_key_is_found(string sql)
    {
        var message = RuleTest.On(Schema).Only("MIG1").Migration(sql).FindsOne("MIG1005").Message;
        Assert.Contains("drops a foreign key to \"customers\"", message);
    }

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk_parent")]
    [InlineData("ALTER TABLE orders DROP COLUMN note")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_no_such_key")]
    [InlineData("DROP TABLE orders; DROP TABLE customers")]
    [InlineData("CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE t (a bigint CONSTRAINT fk REFERENCES p (id)); ALTER TABLE t DROP CONSTRAINT fk")]
    public void What_locks_no_second_table_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG1005");
}
