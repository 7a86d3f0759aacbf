using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class DoBlockRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);";

    [Fact]
    public void What_a_do_block_runs_is_judged()
    {
        RuleTest.On(Schema).Migration("DO $$ BEGIN IF true THEN CREATE INDEX ix ON orders (note); END IF; END $$").Finds("MIG1001");
        RuleTest.On(Schema).Migration("DO $$ BEGIN CREATE INDEX a ON orders (note); TRUNCATE others; CREATE INDEX b ON orders (note); END $$")
            .Finds("MIG1001", "MIG1203", "MIG1001");
    }

    [Fact]
    public void Concurrently_never_works_in_a_do_block() =>
        RuleTest.On(Schema).Migration(RuleTest.Outside("DO $$ BEGIN CREATE INDEX CONCURRENTLY ix ON orders (note); END $$")).Finds("MIG4001");

    [Fact]
    public void A_loop_in_a_do_block_is_one_transaction_unless_it_commits()
    {
        const string batch = "UPDATE orders SET note = '' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 1000); ";
        const string loop = "DO $$ BEGIN LOOP " + batch + "EXIT WHEN NOT FOUND; END LOOP; END $$";
        const string committing = "DO $$ BEGIN LOOP " + batch + "EXIT WHEN NOT FOUND; COMMIT; END LOOP; END $$";
        RuleTest.On(Schema).Migration(loop).Finds("MIG5001");
        RuleTest.On(Schema).Migration(RuleTest.Outside(loop)).Finds("MIG5001");
        RuleTest.On(Schema).Migration(RuleTest.Outside(committing)).IsClean();
        RuleTest.On(Schema).Migration(committing).Finds("MIG5001");
    }

    [Fact]
    public void A_guarded_block_may_run_twice() =>
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint) THEN ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID; END IF; END $$",
            RuleTest.Outside("ALTER TABLE orders VALIDATE CONSTRAINT c")).IsClean();

    [Fact]
    public void A_computed_statement_is_not_judged() =>
        RuleTest.On(Schema).Migration("DO $$ BEGIN EXECUTE 'DROP INDEX ' || current_setting('app.x'); END $$").Finds("MIG9002");
}
