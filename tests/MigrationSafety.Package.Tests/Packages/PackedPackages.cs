using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.Packages;

/// <summary>`dotnet pack -c Release` at the root, once for all tests, into a feed of its own.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    internal const string Version = "0.1.0";

    internal string Feed { get; } = Path.Combine(Path.GetTempPath(), "migration-safety-feed-" + Guid.NewGuid().ToString("N"));

    internal string AnalyzerFolder { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var packed = await CommandLine.RunAsync("dotnet", ["pack", "-c", "Release", "--nologo", "-v", "q", "-p:PackageOutputPath=" + Feed], Repository.Root);
        packed.Succeeded();
        AnalyzerFolder = Path.Combine(Feed, "extracted", "analyzers", "dotnet", "cs");
        using var package = Open("MigrationSafety.Analyzers");
        package.ExtractToDirectory(Path.Combine(Feed, "extracted"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Feed, recursive: true);
        return Task.CompletedTask;
    }

    internal ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    /// <summary>The files a user gets, without the envelope that every .nupkg has.</summary>
    internal string[] Files(string id)
    {
        using var package = Open(id);
        return [.. package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml").Order(StringComparer.Ordinal)];
    }

    internal string Read(string id, string file)
    {
        using var package = Open(id);
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }
}
