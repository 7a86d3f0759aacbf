using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Data;

public sealed class UniqueRuleTests
{
    private const string Schema = """
        CREATE TABLE people (id bigint PRIMARY KEY, email text, "Code" text NOT NULL, deleted boolean NOT NULL);
        CREATE UNIQUE INDEX ux_code ON people ("Code");
        """;

    [Theory]
    [InlineData("CREATE UNIQUE INDEX ux ON people (email)", "SELECT email, count(*) FROM people WHERE email IS NOT NULL GROUP BY email HAVING count(*) > 1.")]
    [InlineData("CREATE UNIQUE INDEX ux ON people (deleted)", "SELECT deleted, count(*) FROM people GROUP BY deleted HAVING count(*) > 1.")]
    [InlineData("ALTER TABLE people ADD CONSTRAINT uq UNIQUE (email, deleted)",
        "SELECT email, deleted, count(*) FROM people WHERE email IS NOT NULL GROUP BY email, deleted HAVING count(*) > 1.")]
    [InlineData("CREATE UNIQUE INDEX ux ON people (lower(email)) WHERE NOT deleted",
        "SELECT (lower(email)), count(*) FROM people WHERE (NOT deleted) GROUP BY (lower(email)) HAVING count(*) > 1.")]
    [InlineData("CREATE UNIQUE INDEX ux ON \"My Schema\".\"Order\" (\"user\")",
        "SELECT \"user\", count(*) FROM \"My Schema\".\"Order\" WHERE \"user\" IS NOT NULL GROUP BY \"user\" HAVING count(*) > 1.")]
    [InlineData("ALTER TABLE people ADD COLUMN code2 text; UPDATE people SET code2 = email WHERE id < 9; CREATE UNIQUE INDEX ux ON people (code2)",
        "SELECT code2, count(*) FROM people WHERE code2 IS NOT NULL GROUP BY code2 HAVING count(*) > 1.")]
    public void Unique_over_existing_rows_comes_with_its_query(string sql, string query)
    {
        var finding = Assert.Single(RuleTest.On(Schema).Only("MIG3009").Migration(sql).Findings);
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains("Instead: look before the release: " + query, finding.Message);
    }

    [Theory]
    [InlineData("ALTER TABLE people ADD COLUMN slug text NOT NULL DEFAULT ''; CREATE UNIQUE INDEX ux ON people (slug)")]
    [InlineData("ALTER TABLE people ADD COLUMN slug text NOT NULL DEFAULT '' UNIQUE")]
    [InlineData("ALTER TABLE people ADD COLUMN at timestamptz DEFAULT now(); ALTER TABLE people ADD UNIQUE (at)")]
    public void The_same_default_in_every_row_is_a_warning(string sql)
    {
        var finding = Assert.Single(RuleTest.On(Schema).Only("MIG3009").Migration(sql).Findings);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("as soon as the table has two rows", finding.Message);
    }

    [Theory]
    [InlineData("CREATE INDEX ix ON people (email)")]
    [InlineData("CREATE UNIQUE INDEX ux ON people (id, email)")]
    [InlineData("CREATE UNIQUE INDEX ux ON people (\"Code\", email)")]
    [InlineData("DROP INDEX ux_code; CREATE UNIQUE INDEX ux ON people (email, \"Code\")")]
    [InlineData("ALTER TABLE people ADD CONSTRAINT uq UNIQUE USING INDEX ux_code")]
    [InlineData("ALTER TABLE people ADD COLUMN slug text; CREATE UNIQUE INDEX ux ON people (slug)")]
    [InlineData("ALTER TABLE people ADD COLUMN slug text; CREATE UNIQUE INDEX ux ON people (slug, email)")]
    [InlineData("ALTER TABLE people ADD COLUMN slug uuid NOT NULL DEFAULT gen_random_uuid(); CREATE UNIQUE INDEX ux ON people (slug)")]
    [InlineData("ALTER TABLE people ADD COLUMN n bigserial UNIQUE")]
    [InlineData("CREATE TABLE t (a int); CREATE UNIQUE INDEX ux ON t (a)")]
    public void Where_no_duplicates_can_be_it_is_quiet(string sql) => RuleTest.On(Schema).Migration(sql).IsCleanOf("MIG3009");
}
