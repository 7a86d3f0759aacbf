using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Locking;

public sealed class NotNullRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text, code text NOT NULL, total numeric,
            CONSTRAINT ck_total CHECK (total IS NOT NULL AND total > 0), CONSTRAINT ck_note CHECK (note <> ''));
        """;

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN note SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER note SET NOT NULL, ALTER total SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders ALTER a SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (note IS NOT NULL) NOT VALID; ALTER TABLE orders ALTER note SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER total SET NOT NULL, DROP CONSTRAINT ck_total")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_total; ALTER TABLE orders ALTER total SET NOT NULL")]
    [InlineData("ALTER TABLE never_seen ALTER a SET NOT NULL")]
    public void Set_not_null_without_proof_is_found(string sql) => RuleTest.On(Schema).Only("MIG1").Migration(sql).Finds("MIG1008");

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN total SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN code SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN id SET NOT NULL")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t ALTER a SET NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total SET NOT NULL; ALTER TABLE orders DROP CONSTRAINT ck_total")]
    public void Set_not_null_that_is_proven_is_fine(string sql) => RuleTest.On(Schema).Migration(sql).IsClean();

    [Fact]
    public void Below_12_no_check_helps() =>
        RuleTest.On(Schema).Version(11).Migration("ALTER TABLE orders ALTER COLUMN total SET NOT NULL").Finds("MIG1008");

    [Fact]
    public void A_check_validated_outside_the_transaction_before_helps() =>
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_nn; ALTER TABLE orders ADD CONSTRAINT ck_nn CHECK (note IS NOT NULL) NOT VALID",
            RuleTest.Outside("ALTER TABLE orders VALIDATE CONSTRAINT ck_nn"),
            "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_nn").IsClean();

    [Fact]
    public void A_named_not_null_constraint_of_18_is_found_unless_not_valid()
    {
        RuleTest.On(Schema).Version(18).Only("MIG1", "MIG4").Migration("ALTER TABLE orders ADD CONSTRAINT nn NOT NULL note").Finds("MIG1008");
        RuleTest.On(Schema).Version(18).Only("MIG1", "MIG4").Migration("ALTER TABLE orders ADD CONSTRAINT nn NOT NULL note NOT VALID").IsClean();
        RuleTest.On(Schema).Version(18).Only("MIG1", "MIG4").Migration(
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS nn; ALTER TABLE orders ADD CONSTRAINT nn NOT NULL note NOT VALID",
            RuleTest.Outside("ALTER TABLE orders VALIDATE CONSTRAINT nn"),
            "ALTER TABLE orders ALTER COLUMN note SET NOT NULL").IsClean();
    }

    [Theory]
    [InlineData(11, "before 12")]
    [InlineData(15, "12 and later")]
    [InlineData(18, "18 and later")]
    public void The_advice_is_that_of_the_version(int version, string words) =>
        Assert.Contains(words, RuleTest.On(Schema).Version(version).Only("MIG1").Migration("ALTER TABLE orders ALTER note SET NOT NULL").FindsOne("MIG1008").Message);
}
