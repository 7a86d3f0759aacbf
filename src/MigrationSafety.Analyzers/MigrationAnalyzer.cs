using System;
using System.Collections.Immutable;
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
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers;

/// <summary>Tells which lock EF Core migrations and SQL scripts take in PostgreSQL, and what to do instead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (ConfiguredOptions.IsAnalysisOff(context.Options.AnalyzerConfigOptionsProvider))
        {
            return;
        }

        var judge = new MigrationJudge(context.Compilation, context.Options);
        var hasMigrations = EfCoreReference.IsPresent(context.Compilation) && !EfCoreReference.IsOtherDatabase(context.Compilation);
        if (hasMigrations)
        {
            context.RegisterSyntaxNodeAction(
                node => Guarded(node.ReportDiagnostic, node.Node.GetLocation, () => Migration(node, judge)), SyntaxKind.ClassDeclaration);
        }

        if (!judge.Files.IsEmpty)
        {
            var files = new SqlFileJudge(judge);
            context.RegisterAdditionalFileAction(
                file => Guarded(file.ReportDiagnostic, () => Location.None, () => SqlFile(file, judge, files)));
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

    private static void Migration(SyntaxNodeAnalysisContext context, MigrationJudge judge)
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

        foreach (var (finding, places) in PlacedFindings.Of(judgement))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(finding, places.Main, places.Others));
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
        var location = declaration.Identifier.GetLocation();
        foreach (var invalid in configured.Invalid)
        {
            if (judge.LastWith(invalid, context.CancellationToken) == declaration)
            {
                context.ReportDiagnostic(DiagnosticFactory.Create(
                    "MIG9003", location, invalid.Key, invalid.Value, invalid.Reason, invalid.Used));
            }
        }

        if (position == chain.Entries.Length - 1
            && FirstDay.MustAsk(chain.Entries.Length, configured.Safety, hasBaseline: false)
            && !chain.IsForeign(position, context.CancellationToken))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(
                "MIG9005",
                location,
                chain.Context ?? "This project",
                chain.Entries.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static void SqlFile(AdditionalFileAnalysisContext context, MigrationJudge judge, SqlFileJudge files)
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
                    "MIG9003", FindingPlaces.InFile(sql, null), invalid.Key, invalid.Value, invalid.Reason, invalid.Used));
            }
        }

        foreach (var finding in files.Judge(path, context.CancellationToken))
        {
            context.ReportDiagnostic(DiagnosticFactory.Create(finding, FindingPlaces.InFile(sql, finding.Span)));
        }
    }
}
