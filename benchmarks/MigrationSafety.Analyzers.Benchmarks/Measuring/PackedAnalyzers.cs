using System;
using System.Collections.Immutable;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>The analyzer out of its package, loaded into this process.</summary>
internal sealed class PackedAnalyzers : IAnalyzerAssemblyLoader
{
    private readonly string _folder;

    private PackedAnalyzers(string folder)
    {
        _folder = folder;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    public static ImmutableArray<DiagnosticAnalyzer> Load(string feed, string folder)
    {
        ZipFile.ExtractToDirectory(Path.Combine(feed, "MigrationSafety.Analyzers.0.1.0.nupkg"), folder);
        var loader = new PackedAnalyzers(Path.Combine(folder, "analyzers", "dotnet", "cs"));
        var reference = new AnalyzerFileReference(Path.Combine(loader._folder, "MigrationSafety.Analyzers.dll"), loader);
        var analyzers = reference.GetAnalyzers(LanguageNames.CSharp);
        return analyzers.Any() ? analyzers : throw new InvalidOperationException("The package holds no analyzer.");
    }

    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => AssemblyLoadContext.Default.LoadFromAssemblyPath(fullPath);
}
