using System.Linq;
using MigrationSafety.Core.Locks;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

public sealed class EffectWordingTests
{
    private const string Schema = "CREATE TABLE customers (id int PRIMARY KEY, name text); CREATE TABLE orders (id int PRIMARY KEY, customer_id int, n int);";

    [Theory]
    [InlineData(
        "CREATE INDEX ix ON orders (n)",
        "takes SHARE on \"orders\" (blocks writes) while it builds the index, for a time that grows with the table")]
    [InlineData(
        "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers",
        "takes SHARE ROW EXCLUSIVE on \"orders\" and \"customers\" (blocks writes) while every row is checked, for a time that grows with the table")]
    [InlineData(
        "ALTER TABLE orders ALTER n TYPE bigint",
        "takes ACCESS EXCLUSIVE on \"orders\" (blocks reads and writes) while it writes the whole table and its indexes anew, for a time that grows with the table")]
    [InlineData(
        "ALTER TABLE orders ADD c int REFERENCES customers",
        "takes ACCESS EXCLUSIVE on \"orders\" (blocks reads and writes) and SHARE ROW EXCLUSIVE on \"customers\" (blocks writes), briefly, "
        + "but it waits for every transaction that uses the table, and all others wait behind it")]
    [InlineData(
        "DROP INDEX ix_somewhere",
        "takes ACCESS EXCLUSIVE on the table of index \"ix_somewhere\" (blocks reads and writes), briefly, "
        + "but it waits for every transaction that uses the table, and all others wait behind it")]
    [InlineData(
        "REFRESH MATERIALIZED VIEW CONCURRENTLY mv",
        "takes EXCLUSIVE on \"mv\" (blocks writes) while every row is read, for a time that grows with the table")]
    [InlineData("CREATE TABLE t (id int)", "locks no existing relation")]
    [InlineData("SELECT n FROM orders WHERE id = 1", "takes ACCESS SHARE on \"orders\" (blocks only ACCESS EXCLUSIVE)")]
    [InlineData(
        "ALTER TABLE customers ALTER name TYPE int",
        "takes ACCESS EXCLUSIVE on \"customers\" (blocks reads and writes) while it writes the whole table and its indexes anew, "
        + "for a time that grows with the table, and fails with 42804 (column \"name\" cannot be cast automatically to type integer)")]
    public void Effects_read_as_half_a_sentence(string sql, string expected)
    {
        var statement = Assert.Single(Explainer.Explain(sql, PostgresVersion.Default, Schema).Statements);
        Assert.Equal(expected, EffectWording.Describe(statement.Effects));
    }

    [Fact]
    public void Many_relations_are_counted()
    {
        var tables = string.Join(", ", Enumerable.Range(1, 6).Select(static i => "t" + i));
        var statement = Assert.Single(Explainer.Explain("LOCK TABLE " + tables, PostgresVersion.Default).Statements);
        Assert.Equal("ACCESS EXCLUSIVE on \"t1\", \"t2\", \"t3\" and 3 more (blocks reads and writes)", EffectWording.Locks(statement.Effects));
    }
}
