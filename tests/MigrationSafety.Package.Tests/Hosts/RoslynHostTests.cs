using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.EndToEnd;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace MigrationSafety.Package.Tests.Hosts;

/// <summary>The oldest compiler that the package supports, one of Visual Studio 17.14, and the newest.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class RoslynHostTests(PackedPackages packages)
{
    // The folder of outputs, and this build's configuration: artifacts/bin/MigrationSafety.Package.Tests/release/.
    private static readonly DirectoryInfo s_output = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    [Fact]
    public async Task Every_supported_roslyn_finds_the_same()
    {
        using var sources = new UserProject(packages)
            .CopyFrom(Path.Combine(Repository.Root, "samples", "Shop"))
            .Write("Usings.cs", """
                global using System;
                global using System.Collections.Generic;
                global using System.Threading.Tasks;
                """)
            .Write("More/1.cs", Migrations.CreatesIndex)
            // A collection expression has no operation before Roslyn 4.10.
            .Write("More/2.cs", Migrations.CreatesIndex.Replace("column: \"Total\"", "columns: [\"Total\", \"PlacedAt\"]").Replace("namespace Users", "namespace Others"));
        File.Delete(Path.Combine(sources.Folder, "Program.cs"));

        var oldest = await FindingsAsync("4.8", sources.Folder);
        var middle = await FindingsAsync("4.14", sources.Folder);
        var newest = await FindingsAsync("5.12", sources.Folder);

        Assert.Contains("MIG1001", oldest, StringComparison.Ordinal);
        Assert.DoesNotContain("AD0001", oldest, StringComparison.Ordinal);
        Assert.Equal(oldest, middle);
        Assert.Equal(oldest, newest);
    }

    private async Task<string> FindingsAsync(string roslyn, string sources)
    {
        var host = Path.Combine(s_output.Parent!.Parent!.FullName, "RoslynHost." + roslyn, s_output.Name, $"RoslynHost.{roslyn}.dll");
        var run = (await CommandLine.RunAsync("dotnet", [host, packages.AnalyzerFolder, sources, await ReferencesAsync(sources)], sources)).Succeeded();
        Assert.Contains($"Roslyn {roslyn}.0.0", run.Output, StringComparison.Ordinal);
        return run.Output.Replace($"Roslyn {roslyn}.0.0\n", "");
    }

    /// <summary>What this test runs on: .NET, EF Core and Npgsql.</summary>
    private static async Task<string> ReferencesAsync(string folder)
    {
        var file = Path.Combine(folder, "references.txt");
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        Assert.Contains(assemblies, path => path == typeof(Migration).Assembly.Location);
        await File.WriteAllLinesAsync(file, assemblies.Where(path => !Path.GetFileName(path).StartsWith("MigrationSafety", StringComparison.Ordinal)));
        return file;
    }
}
