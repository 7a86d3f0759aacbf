using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

[Collection(PackedPackagesCollection.Name)]
public sealed class TransitiveTests(PackedPackages packages)
{
    [Fact]
    public async Task A_project_that_references_one_with_the_main_package_is_analyzed_with_its_options()
    {
        using var project = new UserProject(packages)
            .Write("Model/Model.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="MigrationSafety" Version="{PackedPackages.Version}" />
                    <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Migrations/Migrations.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>
                  </PropertyGroup>
                  <ItemGroup>
                    <ProjectReference Include="../Model/Model.csproj" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Migrations/1.cs", Migrations.CreatesIndex);

        (await project.BuildAsync("Migrations")).Succeeded();

        // Without the option, MIG9005 would ask for it.
        Assert.Contains("Migrations/1.cs:13 warning MIG1001", project.Findings());
        Assert.DoesNotContain(project.Findings(), finding => finding.EndsWith("MIG9005", System.StringComparison.Ordinal));
    }
}
