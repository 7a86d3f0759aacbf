using System.IO;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>A web application with the packages as they are published, on EF Core 8 and 10. Its database is not there: it starts all the same.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class HostedApplicationTests(PackedPackages packages)
{
    private const string Program = """
        using Microsoft.EntityFrameworkCore;
        using MigrationSafety.Runtime.Backfills;

        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql("Host=/nowhere;Username=u;Database=shop").UseMigrationSafety());
        builder.Services.AddMigrationSafety<ShopContext>(options => options.AddBackfill<FillTotals>().Reads("orders-total"));
        builder.Services.AddHealthChecks().AddMigrationSafety();
        var app = builder.Build();
        app.MapMigrationSafety();
        app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var page = await client.GetStringAsync("/migration-safety");
        using var ready = await client.GetAsync("/ready");
        Console.WriteLine($"EF Core {typeof(DbContext).Assembly.GetName().Version!.Major}, page: {page.Contains("<h1>Backfills</h1>")}, ready: {(int)ready.StatusCode}");
        await app.StopAsync();

        public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);

        public sealed class FillTotals : Backfill
        {
            public override string Name => "orders-total";

            public override string Table => "Orders";

            protected override void Define(BackfillBuilder rows) => rows.Set("Total", "1");
        }
        """;

    [Fact]
    public async Task It_builds_and_runs_for_both_frameworks()
    {
        using var project = new UserProject(packages).Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <!-- The machine may have the newest runtime alone. -->
                <RollForward>Major</RollForward>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MigrationSafety.AspNetCore" Version="{PackedPackages.Version}" />
                <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="8.0.11" Condition="'$(TargetFramework)' == 'net8.0'" />
                <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" Condition="'$(TargetFramework)' == 'net10.0'" />
              </ItemGroup>
            </Project>
            """).Write("Program.cs", Program);

        (await project.BuildAsync()).Succeeded();

        foreach (var (framework, major) in new[] { ("net8.0", 8), ("net10.0", 10) })
        {
            var run = await CommandLine.RunAsync("dotnet", [Path.Combine(project.Folder, "bin", "Debug", framework, "App.dll")], project.Folder);
            run.Succeeded();
            Assert.Contains($"EF Core {major}, page: True, ready: 503", run.Output);
        }
    }
}
