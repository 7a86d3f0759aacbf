using System;
using System.IO;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>A compiler server keeps what it knows of earlier migrations: it must see that one of them was edited.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class CompilerServerTests(PackedPackages packages)
{
    [Fact]
    public async Task An_edited_earlier_migration_counts_in_the_next_build()
    {
        using var project = new UserProject(packages).WriteProject("Users.csproj").Write("Migrations/2.cs", Migrations
            .Runs("\"ALTER TABLE orders ALTER COLUMN at SET NOT NULL\"")
            .Replace("class ", "class Later", StringComparison.Ordinal)
            .Replace("20260101", "20260102", StringComparison.Ordinal));

        Assert.False(await WarnsAsync(project, check: "at IS NOT NULL"));
        Assert.False(await WarnsAsync(project, check: "at IS NOT NULL"));
        Assert.True(await WarnsAsync(project, check: "at > '2020-01-01'"));
        Assert.True(await WarnsAsync(project, check: "at > '2020-01-01'"));
        Assert.False(await WarnsAsync(project, check: "at IS NOT NULL"));
    }

    /// <summary>True where SET NOT NULL is said to read the table: no valid CHECK of an earlier migration spares it that.</summary>
    private static async Task<bool> WarnsAsync(UserProject project, string check)
    {
        project.Write("Migrations/1.cs", Migrations.Runs($"\"ALTER TABLE orders ADD CONSTRAINT c CHECK ({check})\""));
        var build = await project.BuildAsync("--no-incremental", "-p:ErrorLog=", "-p:UseSharedCompilation=true", "-fl", "-flp:LogFile=build.log;Verbosity=detailed");

        Assert.Contains("server processed compilation", await File.ReadAllTextAsync(Path.Combine(project.Folder, "build.log")), StringComparison.Ordinal);
        return build.AnalyzerRan().Output.Contains("warning MIG1008", StringComparison.Ordinal);
    }
}
