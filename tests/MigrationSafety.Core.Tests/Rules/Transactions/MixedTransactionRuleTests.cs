using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class MixedTransactionRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
        """;

    private static readonly TestStep Index = RuleTest.Outside("CREATE INDEX CONCURRENTLY ix ON orders (note)");
    private static readonly TestStep DropIndex = RuleTest.Outside("DROP INDEX CONCURRENTLY IF EXISTS ix");

    [Fact]
    public void A_step_outside_beside_one_that_cannot_run_twice_is_found()
    {
        RuleTest.On(Schema).Migration("ALTER TABLE orders ADD COLUMN a int", Index).Finds("MIG4005");
        RuleTest.On(Schema).Migration("CREATE TABLE t (a int)", DropIndex, Index).Finds("MIG4005");
        RuleTest.On(Schema).Migration(Index, "ALTER TABLE orders ADD COLUMN a int").Finds("MIG4005");
        RuleTest.On(Schema).Migration(Index, "ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int").Finds("MIG4005");
        RuleTest.On(Schema).Migration("ALTER TABLE orders RENAME COLUMN note TO remark", DropIndex).Finds("MIG2001", "MIG4005");
    }

    [Fact]
    public void It_is_found_at_the_step_outside_and_names_the_other()
    {
        var finding = RuleTest.On(Schema).Migration("ALTER TABLE orders ADD COLUMN a int", Index).FindsOne("MIG4005");
        Assert.Equal(1, finding.Step);
        Assert.Contains("ADD COLUMN \"a\"", finding.Message);
    }

    [Fact]
    public void Only_steps_outside_or_only_steps_inside_are_fine()
    {
        RuleTest.On(Schema).Migration(DropIndex, Index).IsClean();
        RuleTest.On(Schema).Migration(Index).IsClean();
        RuleTest.On(Schema).Migration("ALTER TABLE orders ADD COLUMN a int", "ALTER TABLE orders ADD COLUMN b int").IsClean();
        RuleTest.On(Schema).Migration("SET statement_timeout = 0", Index).IsClean();
    }

    [Fact]
    public void What_may_run_twice_is_fine()
    {
        RuleTest.On(Schema).Migration("ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int", DropIndex, Index).IsClean();
        RuleTest.On(Schema).Migration("ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int", Index).IsClean();
        RuleTest.On(Schema).Migration("ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''", DropIndex, Index).IsClean();
    }

    [Fact]
    public void The_last_transaction_is_rolled_back_and_need_not_run_twice() =>
        RuleTest.On(Schema).Migration(DropIndex, Index, "ALTER TABLE orders ADD COLUMN a int").IsClean();

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (note <> '') NOT VALID")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID")]
    public void What_the_code_fixes_write_is_clean(string add) =>
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS c; " + add,
            RuleTest.Outside("ALTER TABLE orders VALIDATE CONSTRAINT c"),
            DropIndex,
            Index).IsClean();

    [Fact]
    public void A_script_has_no_steps_outside() =>
        RuleTest.On(Schema).SqlFile("ALTER TABLE orders ADD COLUMN a int; CREATE INDEX CONCURRENTLY ix ON orders (note)").IsClean();
}
