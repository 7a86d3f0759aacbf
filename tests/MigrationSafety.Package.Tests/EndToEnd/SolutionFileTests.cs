using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

[Collection(PackedPackagesCollection.Name)]
public sealed class SolutionFileTests(PackedPackages packages)
{
    [Theory]
    [InlineData("Users.slnx")]
    [InlineData("Users.slnf")]
    public async Task A_project_in_a_solution_file_is_analyzed(string solution)
    {
        using var project = new UserProject(packages)
            .WriteProject("Data/Data.csproj", properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>")
            .Write("Data/Migrations/1.cs", Migrations.CreatesIndex)
            .Write("Users.slnx", """<Solution><Project Path="Data/Data.csproj" /></Solution>""")
            .Write("Users.slnf", """{ "solution": { "path": "Users.slnx", "projects": [ "Data/Data.csproj" ] } }""");

        (await project.BuildAsync(solution)).Succeeded();

        Assert.Contains("Data/Migrations/1.cs:13 warning MIG1001", project.Findings());
    }
}
