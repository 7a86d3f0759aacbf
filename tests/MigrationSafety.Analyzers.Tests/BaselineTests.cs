using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests;

/// <summary>A baseline among the AdditionalFiles.</summary>
public sealed class BaselineTests
{
    private const string File = "/src/migration-safety.baseline.json";
    private const string Index = """migrationBuilder.{|MIG1001:CreateIndex|}("ix", "orders", "at");""";
    private const string QuietIndex = """migrationBuilder.CreateIndex("ix", "orders", "at");""";
    private const string Entry = """{ "rule": "MIG1001", "project": "TestProject", "in": "20240101000000_A", "on": "orders.ix" }""";

    private static TestProject Project() => new TestProject().WithOption("migration_safety.lock_timeout_set_by_runtime", "true");

    [Fact]
    public async Task What_it_lists_is_silent() =>
        await Project().WithSql(File, Of(Entry)).WithUp(QuietIndex, "20240101000000_A").VerifyAsync();

    [Fact]
    public async Task What_it_does_not_list_is_judged_in_full_in_older_migrations_too()
    {
        var found = await Project().WithSql(File, Of(Entry))
            .WithUp(QuietIndex + Index.Replace("ix", "ix2"), "20240101000000_A")
            .WithUp(Index.Replace("ix", "ix3"), "20240102000000_B")
            .VerifyAsync();
        Assert.All(found, static d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
    }

    [Fact]
    public async Task With_a_baseline_nobody_asks_what_is_deployed()
    {
        var project = Project().WithSql(File, Of());
        for (var i = 1; i <= 6; i++)
        {
            project.WithUp("", $"2024010{i}000000_M");
        }

        await project.VerifyAsync();
    }

    [Fact]
    public async Task Entries_that_silence_nothing_are_told_where_they_stand() =>
        await Project()
            .WithOption("migration_safety.deployed_through", "20231231000000_Old")
            .WithSql(File, Of(
                Entry,
                Entry.Replace("MIG1001", "{|MIG9004:MIG1002|}"),
                Entry.Replace("MIG1001", "{|MIG9004:MIG1203|}").Replace("\"on\"", "\"until\": \"2020-01-01\", \"on\""),
                Entry.Replace("MIG1001", "{|MIG9004:MIG1004|}").Replace("_A", "_Gone"),
                Entry.Replace("TestProject", "OtherProject"),
                Entry.Replace("20240101000000_A", "20231231000000_Old")))
            .WithUp(QuietIndex, "20231231000000_Old")
            .WithUp(QuietIndex, "20240101000000_A")
            .VerifyAsync();

    [Fact]
    public async Task Files_of_sql_are_named_by_their_path_from_the_baseline() =>
        await Project()
            .WithSql(File, Of(
                """{ "rule": "MIG1001", "in": "sql/a.sql", "on": "orders.ix" }""",
                """{ "rule": "{|MIG9004:MIG1203|}", "in": "sql/a.sql", "on": "orders" }""",
                """{ "rule": "MIG1203", "in": "sql/gone.sql", "on": "orders" }""",
                """{ "rule": "MIG1203", "in": "../other/b.sql", "on": "orders" }"""))
            .WithSql("/src/sql/a.sql", "CREATE INDEX ix ON orders (at);")
            .WithSql("/other/b.sql", "TRUNCATE orders;")
            .VerifyAsync();

    [Fact]
    public async Task One_that_cannot_be_read_is_told_once_and_not_used()
    {
        var found = await Project()
            .WithSql(File, "{ \"formatVersion\": 1, \"findings\": [ }")
            .WithUp(Index, "20240101000000_A")
            .With("/src/Migrations/20240102000000_B.cs", MigrationSource.Of("20240102000000_B", "")
                .Replace("class M20240102000000_B", "class {|MIG9003:M20240102000000_B|}"))
            .VerifyAsync();
        Assert.Contains("migration-safety.baseline.json", found.Single(static d => d.Id == "MIG9003").GetMessage());
    }

    [Fact]
    public async Task Another_file_may_be_named()
    {
        await Project().WithSql("/src/known.json", Of(Entry)).WithProperty("MigrationSafetyBaseline", "../src/known.json")
            .WithUp(QuietIndex, "20240101000000_A").VerifyAsync();
        await Project().WithSql("/src/known.json", Of(Entry)).WithUp(Index, "20240101000000_A").VerifyAsync();
    }

    [Fact]
    public async Task A_named_file_that_is_missing_is_told()
    {
        var found = await Project().WithProperty("MigrationSafetyBaseline", "known.json")
            .With("/src/Migrations/20240102000000_B.cs", MigrationSource.Of("20240102000000_B", "")
                .Replace("class M20240102000000_B", "class {|MIG9003:M20240102000000_B|}"))
            .VerifyAsync();
        Assert.Contains("known.json", Assert.Single(found).GetMessage());
    }

    private static string Of(params string[] entries) =>
        "{\n  \"formatVersion\": 1,\n  \"findings\": [\n    " + string.Join(",\n    ", entries) + "\n  ]\n}\n";
}
