using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

[Collection(PackedPackagesCollection.Name)]
public sealed class TargetFrameworksTests(PackedPackages packages)
{
    private const string Index = "Migrations/1.cs:13 warning MIG1001";

    [Fact]
    public async Task A_migration_compiled_for_several_frameworks_is_reported_once()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", frameworks: "net8.0;net10.0", properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>")
            .Write("Migrations/1.cs", Migrations.CreatesIndex);

        (await project.BuildAsync()).Succeeded();

        Assert.Single(project.Findings(), Index);
    }

    [Fact]
    public async Task A_project_may_name_the_builds_that_are_analyzed()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", frameworks: "net8.0;net10.0", properties: """
                <MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>
                <MigrationSafetyAnalyze>true</MigrationSafetyAnalyze>
                """)
            .Write("Migrations/1.cs", Migrations.CreatesIndex);

        (await project.BuildAsync()).Succeeded();

        Assert.Equal(2, project.Findings().Count(finding => finding == Index));
    }
}
