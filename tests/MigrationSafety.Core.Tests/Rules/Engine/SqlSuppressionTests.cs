using System;
using MigrationSafety.Core.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Engine;

public sealed class SqlSuppressionTests
{
    private const string Schema = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);";
    private const string Index = "CREATE INDEX ix ON orders (note);";

    [Theory]
    [InlineData("-- migration-safety: ignore MIG1001 the table is small\n" + Index)]
    [InlineData("-- migration-safety: ignore MIG1001 the table is small (until 2026-06-30)\n" + Index)]
    [InlineData("-- migration-safety: ignore MIG1001 until today (until 2026-06-01)\n" + Index)]
    public void A_comment_silences_the_statement(string sql) => Dated.Migration(sql).IsClean();

    [Theory]
    [InlineData("-- migration-safety: ignore MIG1001 too late (until 2026-05-31)\n" + Index)]
    [InlineData("-- migration-safety: ignore MIG1002 another rule\n" + Index)]
    [InlineData("-- migration-safety: ignore MIG1001 another statement\nSELECT 1;\n" + Index)]
    public void A_comment_that_has_expired_or_is_about_something_else_does_not(string sql) => Dated.Migration(sql).Finds("MIG9004", "MIG1001");

    [Theory]
    [InlineData("-- migration-safety: ignore MIG1001 gone\nSELECT 1;", "ignores MIG1001 matches no finding")]
    [InlineData("-- migration-safety: ignore MIG1001, MIG1002, MIG1003 one is right\n" + Index, "ignores MIG1002 and MIG1003 matches no finding")]
    [InlineData("-- migration-safety: ignore MIG1001 gone (until 2026-05-31)\nSELECT 1;", "was valid until 2026-05-31, so it silences nothing. Instead: remove it.")]
    [InlineData("-- migration-safety: ignore this\nSELECT 1;", "names no rule")]
    [InlineData("SELECT 1;\n-- migration-safety: ignore MIG1001 behind everything", "ignores MIG1001 matches no finding")]
    public void A_comment_that_silences_nothing_is_told(string sql, string problem)
    {
        var finding = Dated.Migration(sql).FindsOne("MIG9004");
        Assert.Contains(problem, finding.Message);
        Assert.StartsWith("-- migration-safety", sql.Substring(finding.Span!.Value.Start, finding.Span.Value.Length));
    }

    [Fact]
    public void An_expired_comment_tells_to_look_again() =>
        Assert.Contains("look at the finding again", Dated.Migration("-- migration-safety: ignore MIG1001 (until 2026-05-31)\n" + Index).Finds("MIG9004", "MIG1001")[0].Message);

    [Fact]
    public void What_another_finding_stands_for_is_not_unused() =>
        Dated.Migration("ALTER TABLE orders ADD COLUMN a int;\n-- migration-safety: ignore MIG1001, MIG4003 small\n" + Index).IsClean();

    [Fact]
    public void A_rule_that_is_switched_off_is_not_unused() =>
        Dated.With(o => o with { DisabledRules = ["MIG1001"] }).Migration("-- migration-safety: ignore MIG1001 small\n" + Index).IsClean();

    [Fact]
    public void A_loop_needs_the_comment_once()
    {
        const string comment = "-- migration-safety: ignore MIG1001 small\n";
        Dated.Migration(comment + Index, comment + "CREATE INDEX ix2 ON orders (id);", comment + "SELECT 1;").IsClean();
    }

    [Fact]
    public void A_text_that_cannot_be_read_keeps_its_comments() =>
        Dated.Migration("-- migration-safety: ignore MIG1001 small\nSELEC 1").Finds("MIG9001");

    [Fact]
    public void Rules_about_the_application_are_not_judged_without_its_code() =>
        Dated.Migration("-- migration-safety: ignore MIG2004 nobody reads it\nSELECT 1").IsClean();

    private static RuleTest Dated => RuleTest.On(Schema).With(o => o with { FixedToday = new DateTime(2026, 6, 1) });
}
