using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Chains;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Options;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Analyzers.Reporting;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers;

/// <summary>Tells which lock EF Core migrations and SQL scripts take in PostgreSQL, and what to do instead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : DiagnosticAnalyzer
{
    private readonly bool reportsAccepted;
    private readonly OtherCode? others;

    /// <summary>What the compiler runs.</summary>
    public MigrationAnalyzer()
        : this(reportsAccepted: false)
    {
    }

    /// <summary>
    /// For the tool. <paramref name="reportsAccepted"/>: accepted findings are shown as such (<see cref="FindingProperties"/>).
    /// <paramref name="others"/>: other projects whose code may use a column.
    /// </summary>
    internal MigrationAnalyzer(bool reportsAccepted, OtherCode? others = null)
    {
        this.reportsAccepted = reportsAccepted;
        this.others = others;
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Generated code is not analysed, so nothing is ever reported in it: without the second flag the driver looks
        // through the file of every diagnostic for generated members.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.ReportDiagnostics);

        var minimum = ShownSuggestions.MinimumOf(context);
        context.RegisterCompilationStartAction(start => Start(start, minimum));
    }

    private void Start(CompilationStartAnalysisContext context, DiagnosticSeverity minimum)
    {
        if (ConfiguredOptions.IsAnalysisOff(context.Options.AnalyzerConfigOptionsProvider))
        {
            return;
        }

        var suggestions = new ShownSuggestions(minimum, context.Compilation, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken);
        var judge = new MigrationJudge(context.Compilation, context.Options, others, suggestions);
        var hasMigrations = EfCoreReference.IsPresent(context.Compilation) && !EfCoreReference.IsOtherDatabase(context.Compilation);
        if (hasMigrations)
        {
            if (suggestions.IsBuild)
            {
                // All files will be analysed; found here, no thread waits for another one. What goes wrong is told at a class.
                Guarded(static _ => { }, static () => Location.None, () => judge.Index(context.CancellationToken));
            }

            context.RegisterSyntaxNodeAction(
                node => Guarded(node.ReportDiagnostic, node.Node.GetLocation, () => Migration(node, judge)), SyntaxKind.ClassDeclaration);
        }

        if ((hasMigrations || !judge.Files.IsEmpty) && !judge.Statistics.IsEmpty)
        {
            context.RegisterAdditionalFileAction(
                file => Guarded(file.ReportDiagnostic, () => Location.None, () => Statistics(file, judge)));
        }

        if (!judge.Files.IsEmpty || judge.HasBaseline)
        {
            var files = new SqlFileJudge(judge);
            context.RegisterAdditionalFileAction(
                file => Guarded(file.ReportDiagnostic, () => Location.None, () =>
                {
                    SqlFile(file, judge, files);
                    BaselineFile(file, judge, hasMigrations);
                }));
        }
    }

    /// <summary>An exception here would be AD0001, which switches the analyzer off for the whole build.</summary>
    private static void Guarded(Action<Diagnostic> report, Func<Location> location, Action action)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception exception)
        {
            report(DiagnosticFactory.InternalError(exception, location()));
        }
    }

    private void Migration(SyntaxNodeAnalysisContext context, MigrationJudge judge)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        if (MigrationSyntax.FindUp(declaration) is null || !IsMigration(declaration, context))
        {
            return;
        }

        ReportProject(context, declaration, judge);
        if (judge.Judge(declaration, context.SemanticModel, context.CancellationToken) is not { } judgement)
        {
            return;
        }

        Report(context, judgement, judgement.Findings);
        if (reportsAccepted)
        {
            Report(context, judgement, judgement.Accepted);
        }

        foreach (var unused in judgement.UnusedEntries)
        {
            context.ReportDiagnostic(UnusedEntry.Of(judgement.Baseline!, unused, judgement.Options.Today));
        }
    }

    private void Report(SyntaxNodeAnalysisContext context, MigrationJudgement judgement, ImmutableArray<Finding> findings)
    {
        if (findings.IsEmpty)
        {
            return;
        }

        foreach (var (finding, places, standsFor) in PlacedFindings.Of(judgement, findings))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(
                finding,
                places.Main,
                places.Others,
                reportsAccepted ? FindingProperties.ForTool(finding, standsFor, judgement.ChangeSet.Id) : null));
        }
    }

    private static bool IsMigration(ClassDeclarationSyntax declaration, SyntaxNodeAnalysisContext context)
    {
        // A class with Up(MigrationBuilder) that names Migration as its base needs no symbols, the dearest thing to ask for here.
        if (MigrationSyntax.NamesMigrationAsBase(declaration))
        {
            return true;
        }

        for (var type = context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken)?.BaseType;
             type is not null;
             type = type.BaseType)
        {
            if (type.Name == "Migration" && type.ContainingNamespace?.ToDisplayString() == "Microsoft.EntityFrameworkCore.Migrations")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is said once: at the newest migration.</summary>
    private static void ReportProject(SyntaxNodeAnalysisContext context, ClassDeclarationSyntax declaration, MigrationJudge judge)
    {
        var index = judge.Index(context.CancellationToken);
        if (index.Find(declaration) is not var (chain, position))
        {
            return;
        }

        var configured = judge.OptionsOf(declaration.SyntaxTree);
        var isNewest = position == chain.Entries.Length - 1;
        if (configured.Invalid.IsEmpty && !isNewest)
        {
            return;
        }

        var location = declaration.Identifier.GetLocation();
        foreach (var invalid in configured.Invalid)
        {
            if (judge.LastWith(invalid, context.CancellationToken) == declaration)
            {
                context.ReportDiagnostic(DiagnosticFactory.Create(
                    judge, "MIG9003", location, invalid.Arguments));
            }
        }

        if (isNewest && !chain.IsForeign(position, context.CancellationToken)
            && chain.LockingInOneTransaction(configured.Safety, context.CancellationToken) is { Length: > 1 } together
            && !configured.Safety.DisabledRules.Contains("MIG4009"))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(
                judge, "MIG4009", location, ChangeWording.List(together.Select(static entry => ChangeWording.Quote(entry.Id)))));
        }

        if (isNewest
            && FirstDay.MustAsk(chain.Entries.Length, configured.Safety, hasBaseline: judge.BaselineOf(configured) is not null)
            && !chain.IsForeign(position, context.CancellationToken))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(
                judge,
                "MIG9005",
                location,
                chain.Context ?? "This project",
                chain.Entries.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static void Statistics(AdditionalFileAnalysisContext context, MigrationJudge judge)
    {
        if (judge.StatisticsAt(context.AdditionalFile.Path, context.CancellationToken) is not { } statistics)
        {
            return;
        }

        foreach (var (problem, location) in statistics.Problems(context.CancellationToken))
        {
            var what = problem.Path.Length == 0 ? "This statistics file" : problem.Path;
            context.ReportDiagnostic(DiagnosticFactory.Create(judge, "MIG9003", location, what, problem.Reason, problem.Advice));
        }
    }

    private void SqlFile(AdditionalFileAnalysisContext context, MigrationJudge judge, SqlFileJudge files)
    {
        var path = context.AdditionalFile.Path;
        if (!path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var sql = judge.Files.ByPath(path)!;
        foreach (var invalid in judge.OptionsOf(sql).Invalid)
        {
            if (judge.LastFileWith(invalid, context.CancellationToken) == sql)
            {
                context.ReportDiagnostic(DiagnosticFactory.Create(
                    judge, "MIG9003", FindingPlaces.InFile(sql, null), invalid.Arguments));
            }
        }

        var all = files.Judge(path, context.CancellationToken);
        foreach (var finding in all.Where(finding => reportsAccepted || finding.Suppression is null))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(
                finding,
                FindingPlaces.InFile(sql, finding.Span),
                properties: reportsAccepted ? FindingProperties.ForTool(finding, [finding], migration: null) : null));
        }

        if (files.IsJudged(path, context.CancellationToken))
        {
            var configured = judge.OptionsOf(sql);
            foreach (var unused in judge.UnusedEntries(configured, all, judge.PlaceOf(sql)))
            {
                context.ReportDiagnostic(UnusedEntry.Of(judge.BaselineOf(configured)!, unused, configured.Safety.Today));
            }
        }
    }

    private static void BaselineFile(AdditionalFileAnalysisContext context, MigrationJudge judge, bool hasMigrations)
    {
        if (hasMigrations && judge.BaselineAt(context.AdditionalFile) is { } file)
        {
            foreach (var entry in judge.EntriesOfMissingMigrations(file, context.CancellationToken))
            {
                context.ReportDiagnostic(UnusedEntry.OfMissingMigration(file, entry));
            }
        }
    }
}
