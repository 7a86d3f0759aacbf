using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.LifeCycle;

/// <summary>MIG6003: helpers of an expand step that no later migration takes away.</summary>
public sealed class ContractMissingRuleTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, total integer, note text, note_new text);";

    private const string Sync = "CREATE TRIGGER zz_orders_total_total_big_sync BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f();";

    private const string Helper =
        "ALTER TABLE orders ADD CONSTRAINT orders_total_not_null_check CHECK (total IS NOT NULL) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT orders_total_not_null_check;";

    private const string Swap = "ALTER TABLE orders RENAME COLUMN note TO note_old; ALTER TABLE orders RENAME COLUMN note_new TO note;";

    private const string SwapBetween =
        "ALTER TABLE orders RENAME COLUMN note TO x; ALTER TABLE orders RENAME COLUMN note_new TO note; ALTER TABLE orders RENAME COLUMN x TO note_new;";

    private const string View = "ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT * FROM purchases;";

    [Theory]
    [InlineData(Sync, "Sync trigger \"zz_orders_total_total_big_sync\" on \"orders\"")]
    [InlineData("CREATE TRIGGER orders_sync_note AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()", "Sync trigger \"orders_sync_note\" on \"orders\"")]
    [InlineData(Helper, "The helper constraint \"orders_total_not_null_check\" on \"orders\"")]
    [InlineData("ALTER TABLE orders ADD COLUMN total_new bigint", "Column \"orders\".\"total_new\"")]
    [InlineData(Swap, "Column \"orders\".\"note_old\", which was \"note\" before this swap,")]
    [InlineData(SwapBetween, "Column \"orders\".\"note_new\", which was \"note\" before this swap,")]
    [InlineData(View, "View \"orders\", under the former name of a table,")]
    public void What_nobody_takes_away_is_found_where_it_is_made(string sql, string what)
    {
        var finding = RuleTest.On(Schema).Only("MIG6003").Migration(sql).FindsOne("MIG6003");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.StartsWith(what + " is left by an expand step, and no migration of this chain ", finding.Message);
        Assert.Single(RuleTest.On(Schema).Only("MIG6003").SqlFile(sql).Findings);
    }

    [Theory]
    [InlineData(Sync)]
    [InlineData(Helper)]
    [InlineData("ALTER TABLE orders ADD COLUMN total_new bigint")]
    public void A_table_that_has_another_name_later_has_it_still(string sql)
    {
        RuleTest.On(Schema).Only("MIG6003").Migration(sql).Later("ALTER TABLE orders RENAME TO purchases").FindsOne("MIG6003");
        RuleTest.On(Schema).Only("MIG6003").Migration(sql).Later("ALTER TABLE orders SET SCHEMA sales; ALTER TABLE orders ADD COLUMN other integer").FindsOne("MIG6003");
        RuleTest.On(Schema).Only("MIG6003").Migration(sql).Later("DROP TABLE orders; CREATE TABLE purchases (id int)").IsClean();
    }

    [Theory]
    [InlineData(Sync, "DROP TRIGGER IF EXISTS zz_orders_total_total_big_sync ON orders")]
    [InlineData(Sync, "DROP TABLE orders")]
    [InlineData("CREATE TRIGGER orders_sync_note AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()", "DROP TRIGGER orders_sync_note ON orders")]
    [InlineData(Helper, "ALTER TABLE orders DROP CONSTRAINT orders_total_not_null_check")]
    [InlineData(Helper, "ALTER TABLE orders ALTER COLUMN total SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN total_new bigint", "ALTER TABLE orders DROP COLUMN total")]
    [InlineData("ALTER TABLE orders ADD COLUMN total_new bigint", "ALTER TABLE orders DROP COLUMN total; ALTER TABLE orders RENAME COLUMN total_new TO total")]
    [InlineData("ALTER TABLE orders ADD COLUMN total_new bigint", "ALTER TABLE orders DROP COLUMN total_new")]
    [InlineData(Swap, "ALTER TABLE orders DROP COLUMN note_old")]
    [InlineData(SwapBetween, "ALTER TABLE orders DROP COLUMN note_new")]
    [InlineData(View, "DROP VIEW orders")]
    public void A_contract_step_ends_it(string sql, string contract)
    {
        RuleTest.On(Schema).Only("MIG6003").Migration(sql).Later(contract).IsClean();
        RuleTest.On(Schema).Only("MIG6003").Migration(sql + ";" + contract).IsClean();
    }

    [Theory]
    [InlineData("CREATE TRIGGER t_stamp BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()")]
    [InlineData("CREATE TABLE lines (id int, words tsvector); CREATE TRIGGER lines_sync_words BEFORE UPDATE ON lines FOR EACH ROW EXECUTE FUNCTION f()")]
    [InlineData("CREATE TABLE t (a int, a_new int)")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN a_new int")]
    [InlineData("ALTER TABLE orders ADD COLUMN brand_new boolean")]
    [InlineData("ALTER TABLE orders ADD COLUMN _new text")]
    [InlineData("ALTER TABLE orders RENAME COLUMN note TO remark")]
    [InlineData("ALTER TABLE orders RENAME COLUMN note TO note_old; ALTER TABLE orders RENAME COLUMN note_old TO note")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn CHECK (total IS NOT NULL) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT nn")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT orders_total_not_null_check CHECK (total IS NOT NULL) NOT VALID")]
    [InlineData("CREATE VIEW recent AS SELECT * FROM orders")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; CREATE VIEW recent AS SELECT * FROM purchases")]
    public void What_is_no_helper_is_quiet(string sql) => RuleTest.On(Schema).Only("MIG6003").Migration(sql).IsClean();

    /// <summary>A trigger called sync on a table without two sides is a feature.</summary>
    [Fact]
    public void A_word_alone_says_nothing() =>
        RuleTest.On("CREATE TABLE articles (id int PRIMARY KEY, title text, words tsvector)").Only("MIG6003")
            .Migration("CREATE TRIGGER articles_sync_words BEFORE UPDATE ON articles FOR EACH ROW EXECUTE FUNCTION f()").IsClean();
}
