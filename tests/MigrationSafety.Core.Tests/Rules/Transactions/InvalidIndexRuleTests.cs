using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class InvalidIndexRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);";
    private const string Create = "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON orders (note);";

    [Fact]
    public void If_not_exists_without_a_look_at_the_leftover_is_found()
    {
        Assert.Contains("\"ix\"", RuleTest.On(Schema).Migration(RuleTest.Outside(Create)).FindsOne("MIG4008").Message);
        RuleTest.On(Schema).SqlFile(Create).Finds("MIG4008");
        RuleTest.On(Schema).Migration(RuleTest.Outside("DROP INDEX CONCURRENTLY IF EXISTS another"), RuleTest.Outside(Create)).Finds("MIG4008");
    }

    [Theory]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS ix;")]
    [InlineData("DO $$ BEGIN IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('ix') AND NOT indisvalid) THEN DROP INDEX ix; END IF; END $$;")]
    [InlineData("DO $$ DECLARE r record; BEGIN FOR r IN SELECT indexrelid::regclass AS name FROM pg_catalog.pg_index WHERE NOT indisvalid LOOP RAISE NOTICE '%', r.name; END LOOP; END $$;")]
    public void Whoever_drops_or_looks_for_it_is_fine(string before)
    {
        RuleTest.On(Schema).SqlFile(before + Create).IsCleanOf("MIG4008");
        RuleTest.On(Schema).Migration(RuleTest.Outside(before), RuleTest.Outside(Create)).IsCleanOf("MIG4008");
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (note);")]
    [InlineData("CREATE INDEX ix ON orders (note); " + Create)]
    [InlineData("CREATE TABLE t (note text); CREATE INDEX CONCURRENTLY IF NOT EXISTS ixt ON t (note);")]
    public void Without_if_not_exists_or_without_a_leftover_there_is_nothing_to_accept(string sql) =>
        RuleTest.On(Schema).SqlFile(sql).IsCleanOf("MIG4008");

    [Fact]
    public void Without_concurrently_a_failure_leaves_nothing() =>
        RuleTest.On(Schema).SqlFile("CREATE INDEX IF NOT EXISTS ix ON orders (note);").IsCleanOf("MIG4008");
}
