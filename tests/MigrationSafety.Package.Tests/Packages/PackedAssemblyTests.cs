using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace MigrationSafety.Package.Tests.Packages;

[Collection(PackedPackagesCollection.Name)]
public sealed class PackedAssemblyTests(PackedPackages packages)
{
    /// <summary>What Visual Studio 17.8 and SDK 8 (Roslyn 4.8) give an analyzer; anything newer fails to load there.</summary>
    private static readonly Dictionary<string, Version> s_suppliedByTheOldestHost = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 1),
    };

    [Fact]
    public void Assemblies_need_only_each_other_and_what_the_oldest_host_supplies()
    {
        var own = Assemblies().Select(Path.GetFileNameWithoutExtension).ToHashSet();

        var missing =
            from assembly in Assemblies()
            from reference in References(assembly)
            where !own.Contains(reference.Name)
            where !s_suppliedByTheOldestHost.TryGetValue(reference.Name!, out var supplied) || reference.Version > supplied
            select $"{Path.GetFileName(assembly)} needs {reference.Name} {reference.Version}";

        Assert.Empty(missing);
    }

    [Fact]
    public void What_the_compiler_loads_does_not_need_workspaces()
    {
        // The command-line compiler has no Workspaces; only the assembly of the code fixes may name it (RS1038).
        var needing = Assemblies().Where(assembly => References(assembly).Any(reference => reference.Name!.EndsWith(".Workspaces", StringComparison.Ordinal)));

        Assert.All(needing, assembly => Assert.Equal("MigrationSafety.CodeFixes.dll", Path.GetFileName(assembly)));
    }

    [Fact]
    public void Compiled_assemblies_carry_their_symbols()
    {
        var without = Assemblies().Where(assembly => !HasEmbeddedSymbols(assembly)).Select(Path.GetFileName);

        // The grammar is translated from WebAssembly; it has no source lines to point to.
        Assert.Equal(["MigrationSafety.PgParser.Grammar.dll"], without);
    }

    private string[] Assemblies() => Directory.GetFiles(packages.AnalyzerFolder, "*.dll");

    private static IReadOnlyList<System.Reflection.AssemblyName> References(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    private static bool HasEmbeddedSymbols(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        return reader.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }
}
