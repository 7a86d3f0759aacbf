using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Reporting;
using MigrationSafety.Analyzers.Tests.Chains;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests;

/// <summary>What is not looked for where a compiler shows no suggestions; that real builds lose nothing is tested with the package.</summary>
[Collection(FoldedStatesTests.Builds)]
public sealed class ShownSuggestionsTests
{
    private const string Old = "20240101000000_A";
    private const string Newest = "20240102000000_B";

    [Theory]
    [InlineData(DiagnosticSeverity.Hidden, true)]
    [InlineData(DiagnosticSeverity.Info, true)]
    [InlineData(DiagnosticSeverity.Warning, false)]
    public void An_older_migration_is_judged_where_suggestions_are_shown(DiagnosticSeverity minimum, bool isJudged)
    {
        var found = Judge(minimum, Severities.None);

        Assert.Equal(isJudged, found[Old] is not null);
        Assert.Equal(isJudged ? ["MIG1001", "MIG4002"] : ["MIG1001"], Ids(found[Newest]));
    }

    [Theory]
    [InlineData("MIG1001", ReportDiagnostic.Error, true)]
    [InlineData("MIG4002", ReportDiagnostic.Warn, true)]
    [InlineData("MIG4002", ReportDiagnostic.Info, false)]
    [InlineData("MIG1001", ReportDiagnostic.Suppress, false)]
    [InlineData("CA1000", ReportDiagnostic.Error, false)]
    public void Or_where_somebody_makes_more_of_them(string id, ReportDiagnostic severity, bool isJudged)
    {
        var set = new Dictionary<string, ReportDiagnostic> { [id] = severity };

        Assert.Equal(isJudged, Judge(DiagnosticSeverity.Warning, new Severities(set, forFile: Old))[Old] is not null);
        Assert.False(Judge(DiagnosticSeverity.Warning, new Severities(set, forFile: Newest))[Old] is not null);
        Assert.Equal(isJudged, Judge(DiagnosticSeverity.Warning, new Severities(set, forFile: null))[Old] is not null);
        Assert.Equal(isJudged, Judge(DiagnosticSeverity.Warning, Severities.None, set)[Old] is not null);
    }

    [Theory]
    [InlineData("dotnet_analyzer_diagnostic.severity", "warning", true)]
    [InlineData("dotnet_analyzer_diagnostic.category-MigrationSafety.Locking.severity", "Error", true)]
    [InlineData("dotnet_analyzer_diagnostic.category-MigrationSafety.Locking.severity", "none", false)]
    [InlineData("dotnet_analyzer_diagnostic.category-Design.severity", "error", false)]
    public void Or_more_of_many_at_once(string key, string severity, bool isJudged)
    {
        Assert.Equal(isJudged, Judge(DiagnosticSeverity.Warning, Severities.None, file: (Old, key, severity))[Old] is not null);
        Assert.False(Judge(DiagnosticSeverity.Warning, Severities.None, file: (Newest, key, severity))[Old] is not null);
    }

    /// <summary>The package's targets have looked into the files; an IDE may know newer ones.</summary>
    [Theory]
    [InlineData(DiagnosticSeverity.Warning, "false", false)]
    [InlineData(DiagnosticSeverity.Warning, "true", true)]
    [InlineData(DiagnosticSeverity.Hidden, "false", true)]
    public void Files_are_not_asked_one_by_one_where_none_says_anything(DiagnosticSeverity minimum, string inEditorConfig, bool isAsked)
    {
        var raised = new Severities(new() { ["MIG1001"] = ReportDiagnostic.Error }, forFile: Old);
        Assert.Equal(isAsked, Judge(minimum, raised, inEditorConfig: inEditorConfig)[Old] is not null);

        var found = Judge(minimum, Severities.None, file: (Newest, "migration_safety.disabled_rules", "MIG1001"), inEditorConfig: inEditorConfig)[Newest];
        Assert.Equal(!isAsked, Ids(found).Contains("MIG1001"));

        var everywhere = new Dictionary<string, ReportDiagnostic> { ["MIG1001"] = ReportDiagnostic.Error };
        Assert.NotNull(Judge(minimum, Severities.None, everywhere, inEditorConfig: inEditorConfig)[Old]);
    }

    private static Dictionary<string, MigrationJudgement?> Judge(
        DiagnosticSeverity minimum,
        Severities severities,
        Dictionary<string, ReportDiagnostic>? everywhere = null,
        (string Id, string Key, string Value)? file = null,
        string? inEditorConfig = null)
    {
        const string Index = """migrationBuilder.CreateIndex("ix", "orders", "at");""";
        var compilation = new TestProject().WithUp(Index, Old).WithUp(Index.Replace("ix", "ix2"), Newest).Compile();
        compilation = compilation.WithOptions(compilation.Options
            .WithSyntaxTreeOptionsProvider(severities)
            .WithSpecificDiagnosticOptions((everywhere ?? []).ToImmutableDictionary()));
        var provider = new TestOptions(
            inEditorConfig is null
                ? ImmutableDictionary<string, string>.Empty
                : ImmutableDictionary<string, string>.Empty.Add("build_property.MigrationSafetyInEditorConfig", inEditorConfig),
            file is var (id, key, value) ? [("/src/Migrations/" + id, key, value)] : []);
        var shown = new ShownSuggestions(minimum, compilation, provider, CancellationToken.None);
        var judge = new MigrationJudge(compilation, new AnalyzerOptions([], provider), suggestions: shown);
        return new[] { Old, Newest }.ToDictionary(migration => migration, migration =>
        {
            var tree = compilation.SyntaxTrees.Single(t => t.FilePath.Contains(migration));
            return judge.Judge(tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First(), compilation.GetSemanticModel(tree), CancellationToken.None);
        });
    }

    private static IEnumerable<string> Ids(MigrationJudgement? judgement) =>
        judgement!.Findings.Select(static finding => finding.Rule.Id).Where(static id => id != "MIG3010").Order();

    /// <summary>Severities of .editorconfig for one file, or of .globalconfig.</summary>
    private sealed class Severities(Dictionary<string, ReportDiagnostic> severities, string? forFile) : SyntaxTreeOptionsProvider
    {
        public static readonly Severities None = new([], null);

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return forFile is not null && tree.FilePath.Contains(forFile) && severities.TryGetValue(diagnosticId, out severity);
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return forFile is null && severities.TryGetValue(diagnosticId, out severity);
        }
    }
}
