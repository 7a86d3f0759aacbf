using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.RoslynHost;

/// <summary>What the folder does not hold comes from the host, as in the compiler.</summary>
internal sealed class FolderLoader : IAnalyzerAssemblyLoader
{
    private readonly AssemblyLoadContext _context = new("analyzers");

    public FolderLoader(string folder) => _context.Resolving += (context, name) =>
        Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;

    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => _context.LoadFromAssemblyPath(fullPath);
}
