using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

[Collection(PackedPackagesCollection.Name)]
public sealed class BadInputTests(PackedPackages packages)
{
    [Fact]
    public async Task An_option_that_cannot_be_read_is_named_and_the_rest_still_works()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", properties: """
                <MigrationSafetyPostgreSqlVersion>seventeen</MigrationSafetyPostgreSqlVersion>
                <MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>
                """)
            .Write("Migrations/1.cs", Migrations.CreatesIndex);

        var build = (await project.BuildAsync()).Succeeded();

        Assert.Contains("warning MIG9003", build.Output, System.StringComparison.Ordinal);
        Assert.Contains("seventeen", build.Output, System.StringComparison.Ordinal);
        Assert.Contains("Migrations/1.cs:13 warning MIG1001", project.Findings());
    }

    [Fact]
    public async Task A_value_that_msbuild_would_cut_is_refused_instead_of_half_read()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", properties: "<MigrationSafetyDeployedThrough>20260101000000_A;20260102000000_B</MigrationSafetyDeployedThrough>")
            .Write("Migrations/1.cs", Migrations.CreatesIndex);

        var build = (await project.BuildAsync()).Succeeded();

        Assert.Contains("warning MIG9003", build.Output, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_is_certain_to_fail_fails_the_build()
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj", properties: "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>")
            .Write("Migrations/1.cs", Migrations.Runs("@\"CREATE INDEX CONCURRENTLY i ON orders (total)\""));

        var build = await project.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Migrations/1.cs:13 error MIG4001", project.Findings());
    }

    [Theory]
    [InlineData("migrationBuilder.CreateIndex(name: , table")]
    [InlineData("migrationBuilder.Sql(\"\"\"unfinished")]
    [InlineData("migrationBuilder.Sql(\"CREATE INDEX (\"); } } }")]
    [InlineData("migrationBuilder.AddColumn<>(nonsense, 1, ?")]
    public async Task Code_that_does_not_compile_gives_compiler_errors_only(string statement)
    {
        using var project = new UserProject(packages)
            .WriteProject("Users.csproj")
            .Write("Migrations/1.cs", Migrations.CreatesIndex.Replace("migrationBuilder.CreateIndex(name: \"IX_Orders_Total\", table: \"Orders\", column: \"Total\")", statement));

        var build = await project.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        build.AnalyzerRan();
        Assert.Contains("error CS", build.Output, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_ef_core_hears_nothing()
    {
        using var project = new UserProject(packages)
            .Write("Users.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="MigrationSafety.Analyzers" Version="{PackedPackages.Version}" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Program.cs", """System.Console.WriteLine("CREATE INDEX i ON t (c)");""");

        (await project.BuildAsync("-p:OutputType=Exe")).Succeeded();

        Assert.Empty(project.Findings());
    }
}
