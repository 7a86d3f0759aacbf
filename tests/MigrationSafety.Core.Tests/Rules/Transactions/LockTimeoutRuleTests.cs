using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class LockTimeoutRuleTests
{
    private const string Schema = "CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, note text);";
    private const string Add = "ALTER TABLE orders ADD COLUMN a int;";

    private static RuleTest Test => RuleTest.On(Schema).With(o => o with { LockTimeoutSetByRuntime = false });

    [Theory]
    [InlineData(Add)]
    [InlineData("CREATE TABLE t (id bigint REFERENCES orders (id));", "MIG1006")]
    [InlineData("SET lock_timeout = 0; " + Add)]
    [InlineData("SET lock_timeout = '2s'; RESET lock_timeout; " + Add)]
    [InlineData("SET statement_timeout = '2s'; " + Add)]
    [InlineData(Add + "SET lock_timeout = '2s';")]
    public void A_strong_lock_without_a_timeout_is_found(string sql, string? other = null) =>
        Test.Migration(sql).Finds(other is null ? ["MIG4002"] : [other, "MIG4002"]);

    [Fact]
    public void It_is_found_once_at_the_first_such_statement()
    {
        var finding = Test.Migration("CREATE TABLE t (a int)", Add, "ALTER TABLE orders ADD COLUMN b int").FindsOne("MIG4002");
        Assert.Equal(1, finding.Step);
    }

    [Theory]
    [InlineData("SET LOCAL lock_timeout = '2s'; " + Add)]
    [InlineData("SET lock_timeout = 2000; " + Add)]
    [InlineData("SELECT set_config('lock_timeout', '2s', true); " + Add)]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int")]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT c")]
    [InlineData("COMMENT ON TABLE orders IS ''")]
    [InlineData("CREATE SEQUENCE s; ALTER SEQUENCE s RESTART; ALTER SEQUENCE other RESTART")]
    public void A_timeout_or_a_weak_lock_is_fine(string sql) => Test.Migration(sql).IsClean();

    [Fact]
    public void The_runtime_may_set_it() => RuleTest.On(Schema).Migration(Add).IsClean();

    [Fact]
    public void Concurrently_needs_none() =>
        Test.Migration(RuleTest.Outside("CREATE INDEX CONCURRENTLY ix ON orders (note)")).IsClean();

    [Fact]
    public void Set_local_ends_with_its_transaction()
    {
        Test.Migration("SET LOCAL lock_timeout = '2s'", RuleTest.Outside("ANALYZE orders"), Add).Finds("MIG4002");
        Test.Migration("SET lock_timeout = '2s'", RuleTest.Outside("ANALYZE orders"), Add).IsClean();
        Test.SqlFile("SET LOCAL lock_timeout = '2s'; " + Add).Finds("MIG4002");
        Test.SqlFile("BEGIN; SET LOCAL lock_timeout = '2s'; " + Add + " COMMIT;").IsClean();
        Test.SqlFile("SET lock_timeout = '2s'; " + Add).IsClean();
    }

    [Fact]
    public void The_advice_fits_the_transaction()
    {
        Assert.Contains("SET LOCAL lock_timeout", Test.Migration(Add).FindsOne("MIG4002").Message);
        Assert.Contains("SET lock_timeout", Test.SqlFile(Add).FindsOne("MIG4002").Message);
    }
}
