using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationSafety.RoslynHost;

/// <summary>All assemblies of a folder as analyzer references, as the compiler takes them from a package.</summary>
internal sealed class PackedAnalyzers(ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    public static PackedAnalyzers Load(string folder)
    {
        var loader = new FolderLoader(folder);
        var references = Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(file => new AnalyzerFileReference(file, loader)).ToList();
        foreach (var reference in references)
        {
            reference.AnalyzerLoadFailed += (_, failure) => throw new InvalidOperationException($"{reference.FullPath}: {failure.ErrorCode} {failure.Message}", failure.Exception);
        }

        return new PackedAnalyzers([.. references.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))]);
    }

    public async Task<ImmutableArray<Diagnostic>> RunAsync(SourceFolder sources)
    {
        if (analyzers.IsEmpty)
        {
            throw new InvalidOperationException("The folder holds no analyzer.");
        }

        var options = new AnalyzerOptions(sources.SqlFiles, new HostOptions());
        return await sources.Compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
    }
}
