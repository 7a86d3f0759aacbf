using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.Hosts;

/// <summary>
/// The runtime's net8.0 build is what an application on EF Core 9 gets. EF Core 8 and 10 run it for real in other suites; Npgsql's
/// provider for 9 does not restore everywhere, so here all of it is loaded and compiled beside EF Core 9.
/// </summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class EfCore9Tests(PackedPackages packages)
{
    [Fact]
    public async Task Every_type_and_method_of_the_runtime_loads_beside_EF_Core_9()
    {
        var folder = Directory.CreateTempSubdirectory("migration-safety-efcore9-").FullName;
        using (var package = packages.Open("MigrationSafety.Runtime"))
        {
            foreach (var assembly in package.Entries.Where(static e => e.FullName.StartsWith("lib/net8.0/", StringComparison.Ordinal) && e.Name.EndsWith(".dll", StringComparison.Ordinal)))
            {
                assembly.ExtractToFile(Path.Combine(folder, assembly.Name));
            }
        }

        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var host = Path.Combine(output.Parent!.Parent!.FullName, "MigrationSafety.EfCore9Host", output.Name, "MigrationSafety.EfCore9Host.dll");
        var run = (await CommandLine.RunAsync("dotnet", [host, folder], folder)).Succeeded();

        Assert.StartsWith("EF Core 9.", run.Output);
        Assert.Matches(@"\n\d{3,} types, \d{4,} methods, 0 failures\n", run.Output);
        Directory.Delete(folder, recursive: true);
    }
}
