using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests;

/// <summary>The statistics file among the AdditionalFiles.</summary>
public sealed class StatisticsFileTests
{
    private const string Default = "/src/migration-safety.statistics.json";
    private const string Small = """{ "tables": [ { "name": "orders", "rows": 12 } ] }""";
    private const string Large = """{ "tables": [ { "name": "orders", "rows": 3000000 } ] }""";

    [Fact]
    public async Task The_default_file_is_found_and_a_small_table_makes_a_suggestion()
    {
        var found = await Project().WithSql(Default, Small).VerifyAsync();
        var finding = Assert.Single(found);
        Assert.Equal(DiagnosticSeverity.Info, finding.Severity);
        Assert.Contains("\"orders\" had 12 rows", finding.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_nothing_is_said_of_sizes()
    {
        var finding = Assert.Single(await Project().VerifyAsync());
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.DoesNotContain(" rows", finding.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sizes.json")]
    [InlineData("db/sizes.json")]
    [InlineData("..\\other\\db\\sizes.json")]
    [InlineData("/other/db/sizes.json")]
    public async Task An_option_names_the_file(string name)
    {
        var found = await Project().WithSql(Default, Large).WithSql("/other/db/sizes.json", Small)
            .WithOption("migration_safety.statistics", name, "/src/Migrations").VerifyAsync();
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("izes.json")]
    [InlineData("sizes.json")]
    public async Task A_name_that_is_not_one_file_is_told(string name)
    {
        var project = new TestProject()
            .With("/src/Migrations/1.cs", MigrationSource.Of("20240101000000_Change", "migrationBuilder.{|MIG1001:CreateIndex|}(\"ix\", \"orders\", \"a\");")
                .Replace("class M20240101000000_Change", "class {|MIG9003:M20240101000000_Change|}", StringComparison.Ordinal))
            .WithOption("migration_safety.lock_timeout_set_by_runtime", "true")
            .WithOption("migration_safety.statistics", name)
            .WithSql("/a/sizes.json", Small)
            .WithSql("/b/sizes.json", Small);
        var told = (await project.VerifyAsync()).Single(d => d.Id == "MIG9003");
        Assert.Contains("migration_safety.statistics = '" + name + "'", told.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "tables": [ { "name": "orders", "rows": {|MIG9003:-1|} } ] }""")]
    [InlineData("""{ "tables": [ { "name": "orders", "row": {|MIG9003:1|}, "rows": 1000000 } ] }""")]
    [InlineData("""{ "tables": [ { "name": "orders" {|MIG9003:"|}rows": 1000000 } ] }""")]
    public async Task What_cannot_be_read_is_told_at_its_place_in_the_file(string json)
    {
        var found = await Project().WithSql(Default, json).VerifyAsync();
        Assert.Equal(DiagnosticSeverity.Warning, found.Single(d => d.Id == "MIG1001").Severity);
    }

    [Fact]
    public async Task An_empty_file_is_told() =>
        Assert.Contains(await Project().WithSql(Default, "").Ignoring("MIG9003").AnalyzeAsync(), d => d.Id == "MIG9003");

    [Fact]
    public async Task Other_json_files_are_not_read() =>
        await Project().WithSql("/src/appsettings.json", "no json").VerifyAsync();

    [Fact]
    public async Task Sql_files_are_judged_by_it_too()
    {
        var found = await new TestProject()
            .WithSql("/src/Sql/V1.sql", "{|MIG1001:CREATE INDEX ix ON orders (at)|};")
            .WithOption("migration_safety.lock_timeout_set_by_runtime", "true")
            .WithSql(Default, Small).VerifyAsync();
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public async Task A_small_table_in_a_loop_does_not_lower_the_large_one()
    {
        var found = await new TestProject()
            .WithUp("foreach (var table in new[] { \"small\", \"orders\" }) { migrationBuilder.{|MIG4004:{|MIG1001:CreateIndex|}|}(\"ix\" + table, table, \"a\"); }")
            .WithOption("migration_safety.lock_timeout_set_by_runtime", "true")
            .WithSql(Default, """{ "tables": [ { "name": "small", "rows": 1 }, { "name": "orders", "rows": 1000000 } ] }""")
            .VerifyAsync();
        Assert.Equal(DiagnosticSeverity.Warning, found.Single(static d => d.Id == "MIG1001").Severity);
    }

    private static TestProject Project() => new TestProject()
        .WithUp("migrationBuilder.{|MIG1001:CreateIndex|}(\"ix\", \"orders\", \"a\");")
        .WithOption("migration_safety.lock_timeout_set_by_runtime", "true");
}
