using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class ConcurrentlyRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text);
        CREATE INDEX ix_note ON orders (note);
        CREATE MATERIALIZED VIEW mv AS SELECT id FROM orders;
        CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (note)")]
    [InlineData("DROP INDEX CONCURRENTLY ix_note")]
    [InlineData("REINDEX INDEX CONCURRENTLY ix_note")]
    [InlineData("ALTER TABLE events DETACH PARTITION events_2026 CONCURRENTLY")]
    [InlineData("VACUUM orders")]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX CONCURRENTLY ix ON t (a)")]
    public void What_cannot_run_in_a_transaction_is_an_error_in_one(string sql)
    {
        Assert.Equal(Severity.Error, RuleTest.On(Schema).Migration(sql).FindsOne("MIG4001").Severity);
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (note)")]
    [InlineData("DROP INDEX CONCURRENTLY ix_note;")]
    [InlineData("REINDEX INDEX CONCURRENTLY ix_note")]
    [InlineData("-- the index of the search page\nCREATE INDEX CONCURRENTLY ix ON orders (note); -- done")]
    public void Alone_and_outside_the_transaction_it_is_fine(string sql) =>
        RuleTest.On(Schema).Migration(RuleTest.Outside(sql)).IsClean();

    [Theory]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS ix; CREATE INDEX CONCURRENTLY ix ON orders (note)")]
    [InlineData("SET lock_timeout = 0; CREATE INDEX CONCURRENTLY ix ON orders (note)")]
    public void Beside_other_statements_in_one_text_it_fails(string sql) =>
        Assert.Contains("one text", RuleTest.On(Schema).Migration(RuleTest.Outside(sql)).Findings[0].Message);

    [Fact]
    public void Refresh_concurrently_may_run_in_a_transaction() =>
        RuleTest.On(Schema).Migration("REFRESH MATERIALIZED VIEW CONCURRENTLY mv").IsCleanOf("MIG4001");

    [Fact]
    public void A_script_runs_its_statements_one_by_one()
    {
        const string sql = "DROP INDEX CONCURRENTLY IF EXISTS ix; CREATE INDEX CONCURRENTLY ix ON orders (note);";
        RuleTest.On(Schema).SqlFile(sql).IsClean();
        RuleTest.On(Schema).SqlFile("BEGIN; " + sql + " COMMIT;").Finds("MIG4001", "MIG4001");
        RuleTest.On(Schema).With(o => o with { SqlFilesInTransaction = true }).SqlFile(sql).Finds("MIG4001", "MIG4001");
        RuleTest.On(Schema).SqlFile("BEGIN; SELECT 1; COMMIT; CREATE INDEX CONCURRENTLY ix ON orders (note);").IsClean();
    }

    [Fact]
    public void After_a_commit_of_its_own_nothing_is_open() =>
        RuleTest.On(Schema).Migration("COMMIT", "CREATE INDEX CONCURRENTLY ix ON orders (note)").IsCleanOf("MIG4001");

    [Fact]
    public void The_transaction_begins_again_after_a_suppressed_step() =>
        RuleTest.On(Schema).Migration(RuleTest.Outside("ANALYZE orders"), "CREATE INDEX CONCURRENTLY ix ON orders (note)").Finds("MIG4001");
}
