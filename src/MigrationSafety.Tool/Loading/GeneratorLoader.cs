using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationSafety.Tool.Loading;

/// <summary>
/// Source generators of the projects: what they write belongs to the program that uses a column. The projects' analyzers are
/// in the same assemblies, but are not run.
/// </summary>
internal sealed class GeneratorLoader : IAnalyzerAssemblyLoader
{
    private static readonly GeneratorLoader Instance = new();

    private readonly ConcurrentDictionary<string, AssemblyLoadContext> folders = new(StringComparer.Ordinal);

    private GeneratorLoader()
    {
    }

    public static IEnumerable<AnalyzerReference> ReferencesOf(IEnumerable<string> paths) =>
        paths.Where(File.Exists).Select(static path => new AnalyzerFileReference(path, Instance));

    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) =>
        folders.GetOrAdd(Path.GetDirectoryName(fullPath)!, static folder => new Folder(folder)).LoadFromAssemblyPath(fullPath);

    /// <summary>Assemblies of one folder see each other; Roslyn and the framework are those of this process.</summary>
    private sealed class Folder(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName name)
        {
            try
            {
                return Default.LoadFromAssemblyName(name);
            }
            catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
            {
                var file = Path.Combine(folder, name.Name + ".dll");
                return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
            }
        }
    }
}
