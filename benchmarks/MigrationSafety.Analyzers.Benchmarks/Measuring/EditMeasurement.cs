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
        var first = (await AnalyseAsync(analyzers, compilation, Tree(compilation, edited))).Whole;

        ImmutableArray<DiagnosticAnalyzer> nothing = [new NothingAnalyzer()];
        var (whole, own, empty) = (new List<double>(), new List<double>(), new List<double>());
        var findings = 0;
        for (var edit = 0; edit < edits; edit++)
        {
            var before = Tree(compilation, edited);
            var after = MigrationCompilation.Tree(edited.CSharp.Replace("\"Table", $"\"Edit{edit}Table", StringComparison.Ordinal), before.FilePath);
            compilation = compilation.ReplaceSyntaxTree(before, after);
            // The compiler's own work on the new tree is not the analyzer's.
            compilation.GetSemanticModel(after).GetDiagnostics();

            // Which comes first changes, since the first one pays for what both find ready afterwards.
            if (edit % 2 == 0)
            {
                empty.Add((await AnalyseAsync(nothing, compilation, after)).Whole);
            }

            var times = await AnalyseAsync(analyzers, compilation, after);
            whole.Add(times.Whole);
            own.Add(times.Own);
            findings = times.Findings;
            if (edit % 2 == 1)
            {
                empty.Add((await AnalyseAsync(nothing, compilation, after)).Whole);
            }
        }

        return new EditTimes(first, At(whole, 50), At(whole, 95), At(own, 50), At(own, 95), At(empty, 50), findings);
    }

    private static double At(List<double> times, int percentile) => times.Order().ElementAt(times.Count * percentile / 100);

    private static async Task<(double Whole, double Own, int Findings)> AnalyseAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CSharpCompilation compilation, SyntaxTree tree)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new Options()), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: true);
        var withAnalyzers = compilation.WithAnalyzers(analyzers, options);
        var model = compilation.GetSemanticModel(tree);
        var watch = Stopwatch.StartNew();
        var diagnostics = await withAnalyzers.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None);
        var elapsed = watch.Elapsed.TotalMilliseconds;

        var own = 0.0;
        foreach (var analyzer in analyzers)
        {
            own += (await withAnalyzers.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
        }

        return (elapsed, own, diagnostics.Length);
    }

    private static SyntaxTree Tree(CSharpCompilation compilation, GeneratedMigration migration) =>
        compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(migration.Id + ".cs", StringComparison.Ordinal));
}
