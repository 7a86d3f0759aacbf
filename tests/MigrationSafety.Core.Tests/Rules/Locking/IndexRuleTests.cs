using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Locking;

public sealed class IndexRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text);
        CREATE INDEX ix_note ON orders (note);
        CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE INDEX ix_events ON events (id);
        """;

    [Theory]
    [InlineData("CREATE INDEX ix ON orders (note)")]
    [InlineData("CREATE UNIQUE INDEX ix ON orders (note) WHERE note IS NOT NULL")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix ON public.orders (lower(note))")]
    [InlineData("CREATE INDEX ix ON events (at)")]
    [InlineData("CREATE INDEX ix ON never_seen (a)")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int; CREATE INDEX ix ON orders (a)")]
    public void A_plain_index_on_an_existing_table_is_found(string sql) => RuleTest.On(Schema).Only("MIG1").Migration(sql).Finds("MIG1001");

    [Theory]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX ix ON t (a)")]
    [InlineData("CREATE TABLE events_2027 PARTITION OF events_new FOR VALUES FROM (1) TO (2); CREATE INDEX ix ON events_2027 (id)")]
    [InlineData("CREATE INDEX ix ON ONLY events (at)")]
    [InlineData("CREATE TEMP TABLE t (a int); CREATE INDEX ix ON t (a)")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'CREATE INDEX ix ON orders (note)'")]
    public void An_index_that_reads_no_existing_rows_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG1001");

    [Fact]
    public void Concurrently_outside_the_transaction_is_fine() =>
        RuleTest.On(Schema).Migration(RuleTest.Outside("CREATE INDEX CONCURRENTLY ix ON orders (note)")).IsClean();

    [Fact]
    public void A_partitioned_table_gets_other_advice()
    {
        Assert.Contains("ON ONLY the parent", RuleTest.On(Schema).Migration("CREATE INDEX ix ON events (at)").FindsOne("MIG1001").Message);
        Assert.Contains("CREATE INDEX CONCURRENTLY", RuleTest.On(Schema).Migration("CREATE INDEX ix ON orders (note)").FindsOne("MIG1001").Message);
    }

    [Fact]
    public void The_message_says_what_is_locked_and_what_waits()
    {
        var message = RuleTest.On(Schema).Migration("CREATE INDEX ix ON orders (note)").FindsOne("MIG1001").Message;
        Assert.StartsWith("CREATE INDEX \"ix\" on \"orders\" takes SHARE on \"orders\" (blocks writes) while it builds the index", message);
    }

    [Theory]
    [InlineData("DROP INDEX ix_note")]
    [InlineData("DROP INDEX IF EXISTS ix_note")]
    [InlineData("DROP INDEX ix_events")]
    [InlineData("DROP INDEX ix_of_a_table_never_seen")]
    public void Dropping_an_index_is_found(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1002");

    [Theory]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX ix ON t (a); DROP INDEX ix")]
    [InlineData("DROP INDEX orders_pkey")]
    public void Dropping_an_index_of_a_new_table_or_of_a_constraint_is_not(string sql) =>
        RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG1002");

    [Fact]
    public void Dropping_concurrently_outside_the_transaction_is_fine() =>
        RuleTest.On(Schema).Migration(RuleTest.Outside("DROP INDEX CONCURRENTLY IF EXISTS ix_note")).IsClean();

    [Theory]
    [InlineData("REINDEX INDEX ix_note")]
    [InlineData("REINDEX TABLE orders")]
    [InlineData("REINDEX TABLE never_seen")]
    public void Reindex_is_found(string sql) => RuleTest.On(Schema).Migration(sql).Finds("MIG1003");

    [Theory]
    [InlineData("REINDEX SCHEMA public")]
    [InlineData("REINDEX DATABASE")]
    public void Reindex_of_many_tables_is_found(string sql) => RuleTest.On(Schema).Migration(RuleTest.Outside(sql)).Finds("MIG1003");

    [Fact]
    public void Reindex_of_a_new_table_or_concurrently_is_fine()
    {
        RuleTest.On(Schema).Migration("CREATE TABLE t (a int); REINDEX TABLE t").IsClean();
        RuleTest.On(Schema).Migration(RuleTest.Outside("REINDEX INDEX CONCURRENTLY ix_note")).IsClean();
    }

    [Fact]
    public void Before_12_reindex_has_no_concurrently() =>
        Assert.Contains("exists from 12 on", RuleTest.On(Schema).Version(11).Migration("REINDEX INDEX ix_note").FindsOne("MIG1003").Message);
}
