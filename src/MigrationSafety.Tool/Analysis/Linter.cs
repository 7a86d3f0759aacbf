using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Tool.Loading;

namespace MigrationSafety.Tool.Analysis;

/// <summary>
/// Runs this tool's own rules over projects or SQL files; which version of the package a project references, if any, makes no
/// difference.
/// </summary>
internal static class Linter
{
    /// <summary>All findings, the accepted ones too, in order of place and each once.</summary>
    /// <exception cref="ToolException">What was asked for cannot be loaded.</exception>
    public static async Task<ImmutableArray<ToolFinding>> RunAsync(
        LoadRequest request, bool withFixes, ToolConsole console, CancellationToken cancellationToken)
    {
        CheckBaseline(request.Baseline);
        using var loaded = request.Target.Project is null
            ? SqlFileLoader.Load(request)
            : await ProjectLoader.LoadAsync(request, cancellationToken).ConfigureAwait(false);
        var all = new List<ToolFinding>();
        foreach (var project in loaded.Judged.Where(MayHaveFindings))
        {
            all.AddRange(await JudgeAsync(project, OthersOf(project, loaded, request, cancellationToken), request, withFixes, console, cancellationToken).ConfigureAwait(false));
        }

        return all
            .DistinctBy(static finding => (finding.Rule.Id, finding.Place, finding.Message))
            .OrderBy(static finding => finding.Place?.Path, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Place?.Line)
            .ThenBy(static finding => finding.Place?.Column)
            .ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal)
            .ToImmutableArray();
    }

    /// <summary>The analyzer tells of a baseline that the project finds; one that the command line names must be readable.</summary>
    private static void CheckBaseline(string? file)
    {
        if (file is null)
        {
            return;
        }

        if (!File.Exists(file))
        {
            throw new ToolException($"There is no baseline {file}.");
        }

        if (BaselineReader.Read(File.ReadAllText(file)).Error is { } error)
        {
            throw new ToolException($"The baseline {file} cannot be read: {error}.");
        }
    }

    // Most projects of a solution know nothing of EF Core: binding them would be for nothing.
    private static bool MayHaveFindings(Project project) =>
        project.AdditionalDocuments.Any(static file => file.FilePath?.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) == true)
        || project.MetadataReferences.Any(static reference => reference.Display?.Contains("EntityFrameworkCore", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Where a dropped or renamed column may be used, and a backfill be defined, too. The other frameworks of the project itself have the same code.</summary>
    private static OtherCode OthersOf(Project project, LoadedProjects loaded, LoadRequest request, CancellationToken cancellationToken) => new(
        request.Target.IsSolution ? "this solution" : "this project and those it references",
        () => loaded.All.Where(other => other.FilePath != project.FilePath)
            .Select(other => other.GetCompilationAsync(cancellationToken).GetAwaiter().GetResult()).OfType<Compilation>(),
        request.Target.IsWholeSolution);

    private static async Task<IReadOnlyList<ToolFinding>> JudgeAsync(
        Project project, OtherCode others, LoadRequest request, bool withFixes, ToolConsole console, CancellationToken cancellationToken)
    {
        var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
        TellErrors(project, compilation, console, cancellationToken);
        var files = project.AnalyzerOptions;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(files.AdditionalFiles, new FlagOptions(files.AnalyzerConfigOptionsProvider, request.Options)),
            (exception, _, _) => console.Note($"{project.Name}: a defect of MigrationSafety: {exception.GetType().Name}: {exception.Message}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        var diagnostics = await compilation.WithAnalyzers([new MigrationAnalyzer(reportsAccepted: true, others)], options)
            .GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        var fixes = withFixes ? new FixTexts(project) : null;
        var findings = new List<ToolFinding>();
        foreach (var diagnostic in diagnostics)
        {
            if (FindingReader.Read(diagnostic, compilation, cancellationToken) is { } finding)
            {
                findings.Add(fixes is null
                    ? finding
                    : finding with { Fix = await fixes.OfAsync(diagnostic, cancellationToken).ConfigureAwait(false) });
            }
        }

        return findings;
    }

    private static void TellErrors(Project project, Compilation compilation, ToolConsole console, CancellationToken cancellationToken)
    {
        var errors = compilation.GetDiagnostics(cancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0 && project.DocumentIds.Count > 0)
        {
            var first = errors[0];
            console.Note($"{project.Name} does not compile ({errors.Count} error{(errors.Count == 1 ? "" : "s")}; the first: {first.Id}: {first.GetMessage()}). "
                + "It is judged as far as it can be read.");
        }
    }
}
