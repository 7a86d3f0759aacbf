using System.Threading.Tasks;
using MigrationSafety.Tool.Tests.Runs;
using Xunit;

namespace MigrationSafety.Tool.Tests.Projects;

/// <summary>
/// A solution whose projects know nothing of MigrationSafety: a library with entities for two frameworks, one with the migrations,
/// and one that has nothing to do with databases. Restored once; tests that change it restore what they wrote.
/// </summary>
public sealed class ShopSolution : TemporaryFolder, IAsyncLifetime
{
    internal const string Migration = "Shop.Data/Migrations/20260101000000_Index.cs";

    public async Task InitializeAsync()
    {
        Write("Directory.Build.props", "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit><Nullable>enable</Nullable></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n");
        Write("Shop.Model/Shop.Model.csproj", Project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>"));
        Write("Shop.Model/Order.cs", "namespace Shop; public class Order { public int Id { get; set; } }");
        Write("Shop.Data/Shop.Data.csproj", Project(
            "<TargetFramework>net10.0</TargetFramework><MigrationSafetyPostgreSqlVersion>16</MigrationSafetyPostgreSqlVersion>",
            """<ProjectReference Include="../Shop.Model/Shop.Model.csproj" /><PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" /><MigrationSafetySql Include="sql/*.sql" />"""));
        Write("Shop.Data/ShopContext.cs", "using Microsoft.EntityFrameworkCore; namespace Shop; public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }");
        // LoggerMessage is written by a source generator: without it the project would not compile. C# 14: the null-conditional assignment.
        Write("Shop.Data/Generated.cs", """
            using System.Text.RegularExpressions;
            namespace Shop;
            public static partial class Generated
            {
                [GeneratedRegex("a+")] public static partial Regex Letters();
                public static void Set(Order? order) => order?.Id = 5;
            }
            """);
        Write(Migration, MigrationOf("""migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "total");"""));
        Write("Shop.Data/sql/archive.sql", "TRUNCATE orders;\n");
        Write("Shop.Text/Shop.Text.csproj", Project("<TargetFramework>net10.0</TargetFramework>"));
        Write("Shop.Text/Words.cs", "namespace Shop; public class Words;");
        Write("Shop.slnx", """<Solution><Project Path="Shop.Data/Shop.Data.csproj" /><Folder Name="/other/"><Project Path="Shop.Text/Shop.Text.csproj" /></Folder></Solution>""");
        Write("filter/Shop.slnf", """{ "solution": { "path": "..\\Shop.slnx", "projects": ["Shop.Data\\Shop.Data.csproj"] } }""");
        Write("old/Shop.sln", """

            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Shop.Data", "..\Shop.Data\Shop.Data.csproj", "{7F320613-627F-4065-A3A9-FE115B9C6345}"
            EndProject
            Global
            EndGlobal
            """);
        (await ToolRun.Of("lint", Path("Shop.slnx"))).Ends(1);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    internal static string MigrationOf(string up, string attribute = "") => $$"""
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace Shop;
        [DbContext(typeof(ShopContext))]
        [Migration("20260101000000_Index")]
        public class Index : Migration
        {
            {{attribute}}
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }
            protected override void Down(MigrationBuilder migrationBuilder) => throw new System.NotSupportedException();
        }
        """;

    private static string Project(string properties, string items = "") =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>";
}
