using System.Linq;
using Xunit;

namespace MigrationSafety.Core.Tests;

public sealed class ExplainerTests
{
    [Fact]
    public void Each_statement_is_one_line()
    {
        const string Sql = """
            CREATE TABLE notes (id int);
            ALTER TABLE orders ADD c int, ALTER n SET STATISTICS 10;
            CREATE INDEX CONCURRENTLY ix
                ON orders (n);
            ALTER TABLE orders ALTER n SET NOT NULL;
            ALTER TABLE notes ADD c uuid DEFAULT gen_random_uuid();
            """;
        Assert.Equal(
            """
            1. CREATE TABLE notes (id int) -> locks no existing relation
            2. ALTER TABLE orders ADD c int, ALTER n SET STATISTICS 10 -> ACCESS EXCLUSIVE on "orders" (blocks reads and writes)
            3. CREATE INDEX CONCURRENTLY ix ON orders (n) -> SHARE UPDATE EXCLUSIVE on "orders" (blocks other schema changes and VACUUM): scan, index build; not inside a transaction block; waits for all older transactions
            4. ALTER TABLE orders ALTER n SET NOT NULL -> ACCESS EXCLUSIVE on "orders" (blocks reads and writes): scan
            5. ALTER TABLE notes ADD c uuid DEFAULT gen_random_uuid() -> locks no existing relation
            """.ReplaceLineEndings("\n"),
            Explainer.Explain(Sql, PostgresVersion.Default, "CREATE TABLE orders (n int)").ToText());
    }

    [Fact]
    public void What_depends_on_unknown_details_is_marked()
    {
        Assert.EndsWith(
            "ACCESS EXCLUSIVE on \"orders\" (blocks reads and writes): scan (assumed)",
            Explainer.Explain("ALTER TABLE orders ALTER n SET NOT NULL", PostgresVersion.Default).ToText());
    }

    [Fact]
    public void A_statement_sees_what_the_ones_before_it_did()
    {
        const string Sql = "ALTER TABLE t ADD CONSTRAINT c CHECK (n IS NOT NULL) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c; ALTER TABLE t ALTER n SET NOT NULL";
        var effects = Explainer.Explain(Sql, PostgresVersion.Default, "CREATE TABLE t (n int)").Statements.Select(static s => s.Effects).ToList();
        Assert.Equal([false, true, false], effects.Select(static e => e.Relations.Single().Scans));
    }

    [Theory]
    [InlineData("ALTER TABEL t", null, "syntax error at character 7: syntax error at or near \"TABEL\"")]
    [InlineData("SELECT 1", "CREATE TABEL t ()", "syntax error in the schema at character 8: syntax error at or near \"TABEL\"")]
    [InlineData("", null, "")]
    public void Bad_and_empty_texts_are_answered(string sql, string? schema, string expected)
    {
        var explanation = Explainer.Explain(sql, PostgresVersion.Default, schema);
        Assert.Empty(explanation.Statements);
        Assert.Equal(expected, explanation.ToText());
    }

    [Fact]
    public void Long_statements_are_cut_between_characters()
    {
        var text = Explainer.Explain("SELECT '" + string.Concat(Enumerable.Repeat("😀", 50)) + "'", PostgresVersion.Default).ToText();
        Assert.Contains("😀... -> ", text);
    }
}
