using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Locking;

public sealed class ValidateRuleTests
{
    private const string Schema = """
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
        """;

    private const string Add = "ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID";
    private const string AddAgain = "ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck; " + Add;
    private const string Validate = "ALTER TABLE orders VALIDATE CONSTRAINT ck";

    [Fact]
    public void Validating_in_the_same_transaction_is_found()
    {
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(Add, Validate).Finds("MIG1013");
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(Add + ";" + Validate).Finds("MIG1013");
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID, VALIDATE CONSTRAINT ck").Finds("MIG1013");
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(
            "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers NOT VALID",
            "ALTER TABLE orders VALIDATE CONSTRAINT fk").Finds("MIG1013");
    }

    [Fact]
    public void One_statement_with_both_is_found_outside_a_transaction_too() =>
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").SqlFile("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID, VALIDATE CONSTRAINT ck").Finds("MIG1013");

    [Fact]
    public void Two_statements_in_one_text_outside_the_transaction_are_together() =>
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(RuleTest.Outside(Add + ";" + Validate)).Finds("MIG1013");

    [Fact]
    public void Validating_in_a_later_transaction_is_fine()
    {
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").Migration(AddAgain, RuleTest.Outside(Validate)).IsClean();
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").SqlFile(Add + ";" + Validate).IsClean();
        RuleTest.On(Schema).Only("MIG1", "MIG4", "MIG6").SqlFile("BEGIN;" + Add + "; COMMIT; BEGIN; " + Validate + "; COMMIT").IsClean();
    }

    [Fact]
    public void A_constraint_of_an_earlier_migration_is_fine() => RuleTest.On(Schema + Add).Migration(Validate).IsClean();

    [Fact]
    public void Another_constraint_is_long_work_under_the_lock() =>
        RuleTest.On(Schema + Add).Only("MIG1", "MIG4").Migration("ALTER TABLE orders ADD CONSTRAINT other CHECK (id > 0) NOT VALID", Validate).Finds("MIG4003");

    [Fact]
    public void A_new_table_has_nothing_to_validate() =>
        RuleTest.On(Schema).Migration("CREATE TABLE t (a int)", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c").IsClean();

    [Fact]
    public void A_domain_constraint_that_is_checked_is_found()
    {
        const string domain = "CREATE DOMAIN email AS text; CREATE TABLE people (mail email);";
        RuleTest.On(domain).Migration("ALTER DOMAIN email ADD CONSTRAINT c CHECK (VALUE <> '')").Finds("MIG1012");
        RuleTest.On(domain).Migration("ALTER DOMAIN email SET NOT NULL").Finds("MIG1012");
        RuleTest.On(domain + "ALTER DOMAIN email ADD CONSTRAINT c CHECK (VALUE <> '') NOT VALID").Migration("ALTER DOMAIN email VALIDATE CONSTRAINT c").Finds("MIG1012");
        RuleTest.OnUnknownSchema().Migration("ALTER DOMAIN email ADD CONSTRAINT c CHECK (VALUE <> '')").Finds("MIG1012");
    }

    [Theory]
    [InlineData("ALTER DOMAIN email ADD CONSTRAINT c CHECK (VALUE <> '') NOT VALID")]
    [InlineData("ALTER DOMAIN unused ADD CONSTRAINT c CHECK (VALUE <> '')")]
    [InlineData("CREATE DOMAIN d AS text; ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> '')")]
    [InlineData("ALTER DOMAIN email SET DEFAULT ''")]
    public void A_domain_constraint_without_rows_to_check_is_fine(string sql) =>
        RuleTest.On("CREATE DOMAIN email AS text; CREATE DOMAIN unused AS text; CREATE TABLE people (mail email);").Migration(sql).IsClean();
}
