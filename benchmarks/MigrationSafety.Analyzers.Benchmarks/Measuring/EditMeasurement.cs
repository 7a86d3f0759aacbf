using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Benchmarks.Generation;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>
/// What an IDE does at a key press in a migration: a new compilation with one changed tree, and the analyzer run over that tree.
/// </summary>
internal static class EditMeasurement
{
    public static async Task<EditTimes> RunAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, int migrations, int edits)
    {
        var generated = GeneratedProject.Migrations(migrations);
        var compilation = MigrationCompilation.Of(generated);
        var edited = generated[^1];

        // The first run reads the whole chain; every later one has it.
        var (first, _) = await AnalyseAsync(analyzers, compilation, Tree(compilation, edited));

        var times = new List<double>();
        var findings = 0;
        for (var edit = 0; edit < edits; edit++)
        {
            var before = Tree(compilation, edited);
            var after = MigrationCompilation.Tree(edited.CSharp.Replace("\"Table", $"\"Edit{edit}Table", StringComparison.Ordinal), before.FilePath);
            compilation = compilation.ReplaceSyntaxTree(before, after);
            // The compiler's own work on the new tree is not the analyzer's.
            compilation.GetSemanticModel(after).GetDiagnostics();

            (var elapsed, findings) = await AnalyseAsync(analyzers, compilation, after);
            times.Add(elapsed);
        }

        times.Sort();
        return new EditTimes(first, times[times.Count / 2], times[times.Count * 95 / 100], findings);
    }

    private static async Task<(double Milliseconds, int Findings)> AnalyseAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CSharpCompilation compilation, SyntaxTree tree)
    {
        var withAnalyzers = compilation.WithAnalyzers(analyzers, new AnalyzerOptions([], new Options()));
        var model = compilation.GetSemanticModel(tree);
        var watch = Stopwatch.StartNew();
        var diagnostics = await withAnalyzers.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
        return (watch.Elapsed.TotalMilliseconds, diagnostics.Length);
    }

    private static SyntaxTree Tree(CSharpCompilation compilation, GeneratedMigration migration) =>
        compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(migration.Id + ".cs", StringComparison.Ordinal));
}
