using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class WorkAfterLockRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, note text);
        ALTER TABLE orders ADD CONSTRAINT ck CHECK (note <> '') NOT VALID;
        """;

    private const string Lock = "ALTER TABLE customers ADD COLUMN a int;";
    private const string Long = "ALTER TABLE orders VALIDATE CONSTRAINT ck;";

    [Fact]
    public void Long_work_after_an_exclusive_lock_is_found()
    {
        var finding = RuleTest.On(Schema).Migration(Lock, Long).FindsOne("MIG4003");
        Assert.Equal(1, finding.Step);
        Assert.Contains("\"customers\"", finding.Message);
        RuleTest.On(Schema).Migration(Lock + Long).Finds("MIG4003");
        RuleTest.On(Schema).SqlFile("BEGIN;" + Lock + Long + "COMMIT;").Finds("MIG4003");
        RuleTest.On(Schema).Migration(Lock, "CREATE TABLE t AS SELECT * FROM orders").Finds("MIG4003");
        RuleTest.On(Schema).Migration(Lock, "CREATE TABLE t (a int); INSERT INTO t SELECT id FROM orders").Finds("MIG4003");
    }

    [Fact]
    public void Long_work_before_the_lock_or_in_another_transaction_is_fine()
    {
        RuleTest.On(Schema).Migration(Long, Lock).IsClean();
        RuleTest.On(Schema).SqlFile(Lock + Long).IsClean();
        RuleTest.On(Schema).Migration(RuleTest.Outside(Long), Lock).IsClean();
        RuleTest.On(Schema).Migration("CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int", Long).IsClean();
        RuleTest.On(Schema).Migration(Lock, "UPDATE orders SET note = '' WHERE id = 1").IsClean();
        RuleTest.On(Schema).Migration(Lock, "INSERT INTO orders VALUES (1, 'a')").IsClean();
        RuleTest.On(Schema).Migration("DROP TABLE customers", Long).IsCleanOf("MIG4003");
        RuleTest.On(Schema).Migration(Lock, "CREATE TABLE t (a int); CREATE INDEX ix ON t (a)").IsClean();
    }

    [Fact]
    public void Rules_that_say_more_take_it_in()
    {
        var index = RuleTest.On(Schema).Migration(Lock, "CREATE INDEX ix ON orders (note)").Finds("MIG1001", "MIG4004")[0];
        Assert.Equal("MIG4003", Assert.Single(index.Absorbed));
        Assert.EndsWith("(Includes MIG4003.)", index.Message);
        var data = RuleTest.On(Schema).Migration(Lock, "UPDATE orders SET note = ''").FindsOne("MIG5001");
        Assert.EndsWith("(Includes MIG4003, MIG5002.)", data.Message);
    }
}
