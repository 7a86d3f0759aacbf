using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Compatibility;

public sealed class ReplacementRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, status text, total numeric, first text, last text, email text CONSTRAINT uq_email UNIQUE);
        CREATE INDEX ix_customer ON orders (customer_id);
        CREATE INDEX ix_lower ON orders (lower(status));
        CREATE TABLE archive (id bigint PRIMARY KEY, total numeric);
        """;

    private static TestStep Drop(string name) => TestStep.Ef("DropIndex", ("name", name), ("table", "orders"));

    private static TestStep Create(string name, params object?[] columns) =>
        TestStep.Ef("CreateIndex", ("name", name), ("table", "orders"), ("columns", new EfArray([.. columns])));

    [Fact]
    public void An_index_that_is_dropped_before_its_replacement_is_found()
    {
        var finding = Assert.Single(RuleTest.On(Schema).Only("MIG2009").Migration(Drop("ix_customer"), Create("ix_customer_status", "customer_id", "status")).Findings);
        Assert.Equal((Severity.Warning, 0), (finding.Severity, finding.Step));
        Assert.Contains("before \"ix_customer_status\" exists", finding.Message);
        Assert.Contains("reads and writes of \"orders\" wait", finding.Message);
    }

    [Fact]
    public void The_same_name_needs_another_one() =>
        Assert.Contains("first under another name, CONCURRENTLY", Assert.Single(
            RuleTest.On(Schema).Only("MIG2009").Migration(Drop("ix_customer"), Create("ix_customer", "customer_id", "total")).Findings).Message);

    [Fact]
    public void Outside_a_transaction_queries_go_without() =>
        Assert.Contains("queries that need it read all of \"orders\"", Assert.Single(RuleTest.On(Schema).Only("MIG2009").Migration(
            RuleTest.Outside("DROP INDEX CONCURRENTLY ix_customer"), RuleTest.Outside("CREATE INDEX CONCURRENTLY ix2 ON orders (customer_id, total)")).Findings).Message);

    [Theory]
    [InlineData("DROP INDEX ix_lower; CREATE INDEX ix2 ON orders (lower(status)) WHERE total > 0")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT uq_email; CREATE UNIQUE INDEX ux ON orders (email, status)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT uq_email; ALTER TABLE orders ADD CONSTRAINT uq UNIQUE (email, status)")]
    public void Other_forms_are_found(string sql) => Assert.Single(RuleTest.On(Schema).Only("MIG2009").Migration(sql).Findings);

    [Fact]
    public void An_index_that_nobody_saw_is_replaced_by_one_of_its_name()
    {
        Assert.Single(RuleTest.OnUnknownSchema().Only("MIG2009").Migration(Drop("ix"), Create("ix", "a")).Findings);
        RuleTest.OnUnknownSchema().Migration(Drop("ix"), Create("ix2", "a")).IsCleanOf("MIG2009");
    }

    [Theory]
    [InlineData("CREATE INDEX ix2 ON orders (customer_id, status); DROP INDEX ix_customer")]
    [InlineData("DROP INDEX ix_customer; CREATE INDEX ix2 ON orders (status)")]
    [InlineData("DROP INDEX ix_customer; CREATE INDEX ix2 ON archive (id)")]
    [InlineData("DROP INDEX ix_customer")]
    [InlineData("CREATE INDEX other ON orders (customer_id); DROP INDEX ix_customer; CREATE INDEX ix2 ON orders (customer_id, status)")]
    [InlineData("DROP INDEX ix_customer; CREATE INDEX ix2 ON orders USING hash (customer_id)")]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP INDEX i; CREATE INDEX j ON t (a)")]
    [InlineData("TRUNCATE orders; DROP INDEX ix_customer; CREATE INDEX ix2 ON orders (customer_id, status)")]
    public void What_leaves_an_index_or_replaces_none_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2009");

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN name text; UPDATE orders SET name = first || ' ' || last; ALTER TABLE orders DROP COLUMN first", "drops \"orders\".\"first\"")]
    [InlineData("ALTER TABLE orders ADD COLUMN state text; UPDATE orders SET state = status WHERE true; ALTER TABLE orders RENAME COLUMN status TO status_old", "renames \"orders\".\"status\"")]
    [InlineData("CREATE TABLE mails (order_id bigint, email text); INSERT INTO mails SELECT id, email FROM orders; ALTER TABLE orders DROP COLUMN email", "adds \"mails\"")]
    [InlineData("CREATE TABLE purchases (id bigint); INSERT INTO purchases SELECT id FROM archive; DROP TABLE archive", "drops \"archive\"")]
    [InlineData("CREATE TABLE purchases AS SELECT * FROM archive; DROP TABLE archive", "drops \"archive\"")]
    [InlineData("CREATE TABLE n (id bigint); INSERT INTO n SELECT id FROM archive; ALTER TABLE archive RENAME TO old; ALTER TABLE n RENAME TO archive", "renames \"archive\"")]
    public void Expand_copy_and_contract_in_one_is_found(string sql, string message)
    {
        var findings = RuleTest.On(Schema).Only("MIG2010", "MIG3001", "MIG3002", "MIG3005").Migration(sql).Findings;
        Assert.Contains(message, Assert.Single(findings, f => f.Rule.Id == "MIG2010").Message);
        Assert.All(findings, f => Assert.Equal(f.Rule.Id == "MIG2010" ? Severity.Warning : Severity.Info, f.Severity));
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN name text; UPDATE orders SET name = first || ' ' || last; ALTER TABLE orders DROP COLUMN total")]
    [InlineData("ALTER TABLE orders ADD COLUMN name text; ALTER TABLE orders DROP COLUMN first")]
    [InlineData("ALTER TABLE orders ADD COLUMN name text; UPDATE orders SET name = first || ' ' || last")]
    [InlineData("UPDATE orders SET status = first; ALTER TABLE orders DROP COLUMN first")]
    [InlineData("CREATE TEMP TABLE t AS SELECT * FROM archive; DROP TABLE archive")]
    [InlineData("CREATE TABLE t (id bigint); INSERT INTO t SELECT id FROM orders; DROP TABLE archive")]
    [InlineData("ALTER TABLE orders DROP COLUMN first; ALTER TABLE orders ADD COLUMN name text; UPDATE orders SET name = last")]
    [InlineData("ALTER TABLE orders ADD COLUMN paid numeric; UPDATE orders o SET paid = 1 FROM archive WHERE o.id = 1; ALTER TABLE archive DROP COLUMN id")]
    public void Less_than_all_three_is_not(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG2010");
}
