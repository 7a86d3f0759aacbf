using Xunit;

namespace MigrationSafety.Core.Tests.Rules.LifeCycle;

public sealed class NeverValidatedRuleTests
{
    private const string Schema = "CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);";
    private const string Check = "ALTER TABLE orders ADD CONSTRAINT ck CHECK (note <> '') NOT VALID";

    [Theory]
    [InlineData(Check, "\"ck\"")]
    [InlineData("ALTER TABLE orders ADD CHECK (note <> '') NOT VALID", "\"orders_note_check\"")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID", "\"fk\"")]
    public void A_constraint_that_stays_not_valid_is_found(string sql, string name)
    {
        Assert.Contains(name, RuleTest.On(Schema).Only("MIG6").Migration(sql).FindsOne("MIG6001").Message);
        RuleTest.On(Schema).Only("MIG6").Migration(sql).Later("ALTER TABLE orders ADD COLUMN other int").Finds("MIG6001");
        RuleTest.On(Schema).Only("MIG6").SqlFile(sql).Finds("MIG6001");
    }

    [Fact]
    public void Version_18s_not_null_too() =>
        RuleTest.On(Schema).Only("MIG6").Version(18).Migration("ALTER TABLE orders ADD CONSTRAINT nn NOT NULL note NOT VALID").Finds("MIG6001");

    [Theory]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck")]
    [InlineData("DROP TABLE orders")]
    [InlineData("ALTER TABLE orders DROP COLUMN note")]
    [InlineData("ALTER TABLE orders RENAME TO old_orders; ALTER TABLE old_orders VALIDATE CONSTRAINT ck")]
    public void A_later_migration_may_validate_or_drop_it(string later) =>
        RuleTest.On(Schema).Only("MIG6").Migration(Check).Later(later).IsClean();

    [Fact]
    public void This_migration_may_validate_it_outside_its_transaction() =>
        RuleTest.On(Schema).Only("MIG6").Migration("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck; " + Check, RuleTest.Outside("ALTER TABLE orders VALIDATE CONSTRAINT ck")).IsClean();

    [Theory]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (note <> '') NOT ENFORCED")]
    public void New_tables_and_constraints_that_nobody_enforces_are_fine(string sql) =>
        RuleTest.On(Schema).Only("MIG6").Version(18).Migration(sql).IsCleanOf("MIG6001");
}
