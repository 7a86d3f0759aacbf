using System;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>MigrationSafetyMode and MigrationSafetyFailBuild in real builds.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class PresetTests(PackedPackages packages)
{
    private const string NoCi = "-p:CI=false";
    private const string Index = "Migrations/1.cs:13 {0} MIG1001";
    private const string NoTimeout = "Migrations/1.cs:13 {0} MIG4002";

    [Fact]
    public async Task Strict_raises_suggestions_and_fails_the_build()
    {
        using var project = Project();

        var build = await project.BuildAsync("-p:MigrationSafetyMode=Strict");

        Assert.NotEqual(0, build.ExitCode);
        build.AnalyzerRan();
        Assert.Equal([Of(Index, "error"), Of(NoTimeout, "error")], project.Findings());
    }

    [Fact]
    public async Task Strict_may_leave_warnings_be_and_the_users_own_entries_win()
    {
        using var project = Project()
            .Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.MIG4002.severity = none\n")
            .Write("sql/a.sql", "TRUNCATE t;");

        (await project.BuildAsync("-p:MigrationSafetyMode=Strict", "-p:MigrationSafetyFailBuild=false")).Succeeded();

        // The preset speaks to .sql files too; .editorconfig severities do not.
        Assert.Equal([Of(Index, "warning"), "sql/a.sql:1 warning MIG1203", "sql/a.sql:1 warning MIG4002"], project.Findings());
    }

    [Fact]
    public async Task AuditOnly_fails_nothing_and_keeps_all_in_the_log()
    {
        using var project = Project().Write("Migrations/1.cs", Migrations.Runs("@\"CREATE INDEX CONCURRENTLY i ON orders (total)\""));

        var build = (await project.BuildAsync("-p:MigrationSafetyMode=AuditOnly", "-p:MigrationSafetyFailBuild=true")).Succeeded();

        Assert.DoesNotContain("MIG4001", build.Output, StringComparison.Ordinal);
        Assert.Contains("Migrations/1.cs:13 note MIG4001", project.Findings());
    }

    [Theory]
    [InlineData("-p:MigrationSafetyMode=Severe", "MigrationSafetyMode = 'Severe' is not used: Recommended, Strict or AuditOnly is expected.")]
    [InlineData("-p:MigrationSafetyFailBuild=sometimes", "MigrationSafetyFailBuild = 'sometimes' is not used: true, false or ci is expected.")]
    public async Task A_value_that_is_not_known_is_told(string property, string message)
    {
        using var project = Project();

        var build = (await project.BuildAsync(property, NoCi)).Succeeded();

        Assert.Contains("warning MIG9003: " + message, build.Output, StringComparison.Ordinal);
        Assert.Equal([Of(NoTimeout, "note"), Of(Index, "warning")], project.Findings());
    }

    [Theory]
    [InlineData("true", NoCi, false)]
    [InlineData("ci", NoCi, true)]
    [InlineData("ci", "-p:ContinuousIntegrationBuild=true", false)]
    [InlineData("ci", "-p:CI=true", false)]
    [InlineData("false", "-p:CI=true", true)]
    public async Task Warnings_fail_the_build_where_the_team_asks_for_it(string failBuild, string environment, bool succeeds)
    {
        using var project = Project();

        var build = await project.BuildAsync("-p:MigrationSafetyFailBuild=" + failBuild, environment);

        Assert.True(succeeds == (build.ExitCode == 0), build.Output);
        Assert.Contains(Of(Index, succeeds ? "warning" : "error"), project.Findings());
        Assert.Contains(Of(NoTimeout, "note"), project.Findings());
    }

    [Fact]
    public async Task Lowered_warnings_fail_no_build()
    {
        // Nobody said what is deployed: the older migration's findings are suggestions.
        using var project = Project("").Write("Migrations/2.cs", Migrations.Runs("\"SELECT 1\"")
            .Replace("class ", "class Later", StringComparison.Ordinal).Replace("20260101", "20260102", StringComparison.Ordinal));

        (await project.BuildAsync("-p:MigrationSafetyFailBuild=true")).Succeeded();

        Assert.Contains(Of(Index, "note"), project.Findings());
    }

    private UserProject Project(string deployedThrough = "none") => new UserProject(packages)
        .WriteProject(
            "Users.csproj",
            properties: $"<MigrationSafetyDeployedThrough>{deployedThrough}</MigrationSafetyDeployedThrough>",
            items: """<MigrationSafetySql Include="sql/*.sql" />""")
        .Write("Migrations/1.cs", Migrations.CreatesIndex);

    private static string Of(string finding, string level) => finding.Replace("{0}", level, StringComparison.Ordinal);
}
