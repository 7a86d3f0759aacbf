using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Transactions;

public sealed class TransactionControlRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);";

    [Theory]
    [InlineData("COMMIT", "stays")]
    [InlineData("BEGIN; SELECT 1; COMMIT;", "stays")]
    [InlineData("START TRANSACTION; SELECT 1; END;", "stays")]
    [InlineData("ROLLBACK", "is lost")]
    [InlineData("COMMIT; BEGIN;", "stays")]
    public void The_end_of_ef_cores_transaction_is_found_once(string sql, string what)
    {
        var finding = RuleTest.On(Schema).Migration("SELECT 1", sql, "SELECT 2").FindsOne("MIG4007");
        Assert.Equal(1, finding.Step);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains(what, finding.Message);
    }

    [Fact]
    public void A_begin_alone_only_warns() =>
        Assert.Equal(Severity.Info, RuleTest.On(Schema).Migration("BEGIN").FindsOne("MIG4007").Severity);

    [Theory]
    [InlineData("SAVEPOINT a; RELEASE SAVEPOINT a;")]
    [InlineData("DO $$ BEGIN UPDATE orders SET note = '' WHERE id = 1; COMMIT; END $$")]
    [InlineData("CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$")]
    public void Savepoints_and_blocks_are_their_own_affair(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG4007");

    [Fact]
    public void A_transaction_of_its_own_outside_ef_cores_is_fine()
    {
        RuleTest.On(Schema).Migration(RuleTest.Outside("BEGIN; SELECT 1; COMMIT;")).IsClean();
        RuleTest.On(Schema).Migration(RuleTest.Outside("BEGIN"), RuleTest.Outside("SELECT 1"), RuleTest.Outside("COMMIT")).IsClean();
    }

    [Fact]
    public void One_that_stays_open_is_found()
    {
        RuleTest.On(Schema).Migration(RuleTest.Outside("BEGIN"), "SELECT 1").Finds("MIG4007");
        RuleTest.On(Schema).Migration("SELECT 1", RuleTest.Outside("BEGIN; SELECT 2;")).Finds("MIG4007");
    }

    [Fact]
    public void A_script_says_its_own_begin_and_commit() => RuleTest.On(Schema).SqlFile("BEGIN; SELECT 1; COMMIT;").IsClean();
}
