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
    public void A_comment_that_has_expired_or_is_about_something_else_does_not(string sql) => Dated.Migration(sql).Finds("MIG1001");

    private static RuleTest Dated => RuleTest.On(Schema).With(o => o with { FixedToday = new DateTime(2026, 6, 1) });
}
