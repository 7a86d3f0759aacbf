using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Verification;

/// <summary>What test sources are compiled against: the real EF Core 10 and Npgsql, and the framework's reference assemblies.</summary>
public static class References
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> FrameworkReferences = new(LoadFramework);
    private static readonly Lazy<ImmutableArray<MetadataReference>> EfReferences = new(LoadEfCore);

    public static ImmutableArray<MetadataReference> Framework => FrameworkReferences.Value;

    /// <summary>The framework, EF Core and the Npgsql provider.</summary>
    public static ImmutableArray<MetadataReference> EfCoreWithNpgsql => EfReferences.Value;

    private static ImmutableArray<MetadataReference> LoadFramework()
    {
        var pack = typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(static data => data.Key == "TargetingPack").Value!;
        var folder = Directory.GetDirectories(pack, "10.*")
            .SelectMany(static version => Directory.GetDirectories(Path.Combine(version, "ref"), "net10.*"))
            .Order(StringComparer.Ordinal)
            .Last();
        return Load(Directory.GetFiles(folder, "*.dll"));
    }

    private static ImmutableArray<MetadataReference> LoadEfCore() =>
        Framework.AddRange(Load(Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(static path =>
            Path.GetFileName(path) is var name
            && (name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                || name.StartsWith("Npgsql", StringComparison.Ordinal)))));

    private static ImmutableArray<MetadataReference> Load(IEnumerable<string> paths) =>
        paths.Order(StringComparer.Ordinal)
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToImmutableArray();
}
