using System;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>The package's targets hand the statistics file to the compiler.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class StatisticsTests(PackedPackages packages)
{
    private const string Small = """{ "tables": [ { "name": "Orders", "rows": 12 } ] }""";
    private const string Warning = "Migrations/1.cs:13 warning MIG1001";
    private const string Suggestion = "Migrations/1.cs:13 note MIG1001";

    [Theory]
    [InlineData("migration-safety.statistics.json", "", Suggestion)]
    [InlineData("database/sizes.json", "<MigrationSafetyStatistics>database/sizes.json</MigrationSafetyStatistics>", Suggestion)]
    [InlineData("database/sizes.json", "<MigrationSafetyStatistics>$(MSBuildProjectDirectory)/database/sizes.json</MigrationSafetyStatistics>", Suggestion)]
    [InlineData("other.json", "", Warning)]
    public async Task The_file_is_found_in_the_projects_folder_or_where_the_property_says(string file, string property, string finding)
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>" + property)
            .Write("Migrations/1.cs", Migrations.CreatesIndex)
            .Write(file, Small);

        var build = (await project.BuildAsync()).Succeeded();

        Assert.Contains(finding, project.Findings());
        Assert.DoesNotContain("MIG9003", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_project_lists_itself_is_listed_once()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj",
                properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>",
                items: "<AdditionalFiles Include=\"migration-safety.statistics.json\" />")
            .Write("Migrations/1.cs", Migrations.CreatesIndex)
            .Write("migration-safety.statistics.json", Small);

        Assert.DoesNotContain("MIG9003", (await project.BuildAsync()).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(Suggestion, project.Findings());
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_line_and_a_missing_file_by_its_name()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>")
            .Write("Migrations/1.cs", Migrations.CreatesIndex)
            .Write("migration-safety.statistics.json", "{\n  \"tables\": [\n    { \"name\": \"Orders\", \"row\": 12 }\n  ]\n}\n");
        var build = (await project.BuildAsync()).Succeeded();
        Assert.Contains("migration-safety.statistics.json(3,32): warning MIG9003", build.Output, StringComparison.Ordinal);

        build = (await project.BuildAsync("-p:MigrationSafetyStatistics=missing.json", "--no-incremental")).Succeeded();
        Assert.Contains("migration_safety.statistics = 'missing.json' is not used", build.Output, StringComparison.Ordinal);
    }
}
