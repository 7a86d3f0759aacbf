using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>The packed tool, installed as a user does.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class ToolTests(PackedPackages packages)
{
    [Fact]
    public async Task The_installed_tool_says_of_the_sample_shop_what_the_build_says()
    {
        using var project = new UserProject(packages).CopyFrom(Path.Combine(Repository.Root, "samples", "Shop"));
        var tool = await InstallAsync(project);

        var lint = await CommandLine.RunAsync(tool, ["lint", "--severity", "info", "--format", "json"], project.Folder);

        Assert.Equal(1, lint.ExitCode);
        (await project.BuildAsync()).Succeeded();
        Assert.Equal(project.Findings(), Findings(lint.Output));
    }

    [Fact]
    public async Task It_needs_no_package_in_the_project_and_its_baseline_silences_the_build_of_one_that_has_it()
    {
        using var project = new UserProject(packages)
            .CopyFrom(Path.Combine(Repository.Root, "samples", "Shop"))
            .Write("src/App.slnx", """<Solution><Project Path="../Shop.csproj" /><Project Path="Lib/Lib.csproj" /></Solution>""")
            .Write("src/Lib/Lib.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        var csproj = File.ReadAllText(Path.Combine(project.Folder, "Shop.csproj"));
        // The other project lies below the shop's folder.
        csproj = csproj.Replace("</PropertyGroup>", "<DefaultItemExcludes>$(DefaultItemExcludes);src/**</DefaultItemExcludes></PropertyGroup>");
        project.Write("Shop.csproj", csproj.Replace("""<PackageReference Include="MigrationSafety" Version="0.1.0" />""", ""));
        var tool = await InstallAsync(project);

        var baseline = await CommandLine.RunAsync(tool, ["baseline", "src/App.slnx", "--output", "migration-safety.baseline.json"], project.Folder);
        Assert.Equal(0, baseline.ExitCode);
        var lint = await CommandLine.RunAsync(tool, ["lint", "src/App.slnx", "--severity", "info"], project.Folder);
        Assert.True(lint.ExitCode == 0, lint.Output);

        project.Write("Shop.csproj", csproj);
        (await project.BuildAsync("Shop.csproj")).Succeeded();
        Assert.Empty(project.Findings());
    }

    private static async Task<string> InstallAsync(UserProject project)
    {
        var folder = Path.Combine(project.Folder, ".tools");
        var installed = await CommandLine.RunAsync(
            "dotnet", ["tool", "install", "MigrationSafety.Tool", "--version", PackedPackages.Version, "--tool-path", folder, "--configfile", Path.Combine(project.Folder, "nuget.config")], project.Folder);
        installed.Succeeded();
        return Path.Combine(folder, "dotnet-migration-safety");
    }

    // The compiler's word for a suggestion is "note".
    private static string[] Findings(string json)
    {
        using var report = JsonDocument.Parse(json[json.IndexOf('{')..(json.LastIndexOf('}') + 1)]);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray()
            .Select(f => $"{f.GetProperty("place").GetProperty("file").GetString()}:{f.GetProperty("place").GetProperty("line").GetInt32()} {f.GetProperty("severity").GetString()!.Replace("info", "note")} {f.GetProperty("rule").GetString()}")
            .Order(StringComparer.Ordinal)];
    }
}
