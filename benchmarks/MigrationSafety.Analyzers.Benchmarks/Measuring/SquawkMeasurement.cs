using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Benchmarks.Generation;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>The same SQL files, linted by squawk (a process that reads them) and by the analyzer (as AdditionalFiles in this process).</summary>
internal static class SquawkMeasurement
{
    public static async Task<SquawkTimes> RunAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, string squawk, string folder, int files)
    {
        var generated = GeneratedProject.Migrations(files);
        Directory.CreateDirectory(folder);
        foreach (var migration in generated)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, migration.Id + ".sql"), migration.Sql);
        }

        // The second run has the files in the system's cache, as the analyzer has them in memory.
        Squawk(squawk, folder);
        var (theirs, theirFindings) = Squawk(squawk, folder);
        var (cold, _) = await OursAsync(analyzers, generated);
        var (warm, ourFindings) = await OursAsync(analyzers, generated);
        return new SquawkTimes(theirs, theirFindings, cold, warm, ourFindings);
    }

    private static (double Milliseconds, int Findings) Squawk(string squawk, string folder)
    {
        // Exit code 1: it found something.
        var (output, elapsed) = Shell.Run(folder, squawk, ["--reporter=json", "--pg-version=15.0", "*.sql"], highestExitCode: 1);
        return (elapsed.TotalMilliseconds, JsonDocument.Parse(output).RootElement.GetArrayLength());
    }

    private static async Task<(double Milliseconds, int Findings)> OursAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, GeneratedMigration[] generated)
    {
        var compilation = MigrationCompilation.Of([]);
        var files = generated.Select(migration => new SqlText($"/database/{migration.Id}.sql", migration.Sql));
        var withAnalyzers = compilation.WithAnalyzers(analyzers, new AnalyzerOptions([.. files], new Options()));
        var watch = Stopwatch.StartNew();
        var diagnostics = await withAnalyzers.GetAnalyzerDiagnosticsAsync();
        return (watch.Elapsed.TotalMilliseconds, diagnostics.Length);
    }
}
