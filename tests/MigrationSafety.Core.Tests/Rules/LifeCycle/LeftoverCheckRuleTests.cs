using Xunit;

namespace MigrationSafety.Core.Tests.Rules.LifeCycle;

public sealed class LeftoverCheckRuleTests
{
    private const string Schema = """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text);
        ALTER TABLE orders ADD CONSTRAINT nn CHECK (note IS NOT NULL) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT nn;
        """;

    private const string Set = "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;";
    private const string Drop = "ALTER TABLE orders DROP CONSTRAINT nn;";

    [Fact]
    public void The_helper_that_stays_is_found()
    {
        Assert.Contains("\"nn\"", RuleTest.On(Schema).Migration(Set).FindsOne("MIG6002").Message);
        RuleTest.On(Schema).Migration(Set).Later("ALTER TABLE orders ADD COLUMN other int").Finds("MIG6002");
    }

    [Fact]
    public void Ef_cores_alter_column_too() => RuleTest.On(Schema).Migration(TestStep.Ef(
        "AlterColumn", "string", ("name", "note"), ("table", "orders"), ("type", "text"), ("nullable", false), ("oldClrType", "string"), ("oldType", "text"), ("oldNullable", true)))
        .Finds("MIG6002");

    [Fact]
    public void Whoever_drops_it_is_clean()
    {
        RuleTest.On(Schema).Migration(Set + Drop).IsClean();
        RuleTest.On(Schema).Migration(Set).Later(Drop).IsClean();
        RuleTest.On(Schema).Migration(Set).Later("ALTER TABLE orders DROP COLUMN note").IsClean();
        RuleTest.On(Schema).Migration(Set).Later("ALTER TABLE orders ALTER COLUMN note DROP NOT NULL").IsClean();
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn CHECK (note IS NOT NULL AND note <> '')")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn CHECK (note <> '')")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn CHECK (id IS NOT NULL)")]
    public void A_check_that_says_more_or_something_else_stays(string check) =>
        RuleTest.On("CREATE TABLE orders (id bigint PRIMARY KEY, note text);" + check).Migration(Set).IsCleanOf("MIG6002");
}
