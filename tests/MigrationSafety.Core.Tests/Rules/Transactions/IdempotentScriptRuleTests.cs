using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class IdempotentScriptRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);";

    private static RuleTest Test => RuleTest.On(Schema).With(o => o with { IdempotentScripts = true });

    [Theory]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1", "semicolon")]
    [InlineData("SELECT 1; UPDATE orders SET note = '' WHERE id = 1;", "no destination")]
    [InlineData("SELECT setval('s', 1);", "no destination")]
    [InlineData("INSERT INTO orders (id) VALUES (1) RETURNING id;", "no destination")]
    [InlineData("WITH x AS (DELETE FROM orders WHERE id = 1 RETURNING id) SELECT id FROM x;", "no destination")]
    [InlineData("SHOW lock_timeout;", "no destination")]
    [InlineData("SELECT id INTO copy_of_orders FROM orders WHERE id = 1;", "SELECT INTO")]
    [InlineData("SAVEPOINT a;", "transaction command")]
    [InlineData("DO $EF$ BEGIN NULL; END $EF$;", "$EF$")]
    public void A_text_that_breaks_the_block_is_found_once(string sql, string why)
    {
        Assert.Contains(why, Test.Migration(sql).FindsOne("MIG4010").Message);
        RuleTest.On(Schema).Migration(sql).IsClean();
        Test.SqlFile(sql).IsClean();
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON orders (note);")]
    [InlineData("DROP INDEX CONCURRENTLY IF EXISTS ix;")]
    [InlineData("REINDEX TABLE CONCURRENTLY orders;")]
    [InlineData("VACUUM orders;")]
    public void What_cannot_run_in_a_function_is_found(string sql) =>
        Assert.Contains("25001", Test.Migration(RuleTest.Outside(sql)).FindsOne("MIG4010").Message);

    [Fact]
    public void Inside_the_transaction_it_fails_anyway() => Test.Migration("CREATE INDEX CONCURRENTLY ix ON orders (note);").Finds("MIG4001");

    [Fact]
    public void Ef_cores_own_concurrent_index_too() => Test.Migration(new TestStep(null, new MigrationSafety.Core.EfCore.EfOperation
    {
        Method = "CreateIndex",
        Arguments = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty.Add("name", "ix").Add("table", "orders").Add("column", "note"),
        Annotations = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty.Add("Npgsql:CreatedConcurrently", true),
    }, false)).Finds("MIG4010");

    [Theory]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1;")]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1; -- done")]
    [InlineData("DO $$ BEGIN PERFORM setval('s', 1); END $$;")]
    [InlineData("CALL p();")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;")]
    [InlineData("CREATE VIEW v AS SELECT id FROM orders;")]
    [InlineData("CREATE TABLE t AS SELECT 1 AS a;")]
    [InlineData("SET LOCAL lock_timeout = '2s';")]
    public void What_runs_in_a_block_is_fine(string sql) => Test.Migration(sql).IsCleanOf("MIG4010");
}
