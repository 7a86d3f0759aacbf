using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Reporting;
using Xunit;

namespace MigrationSafety.Tool.Tests.Analysis;

/// <summary>The analyzer asks its host by name for a property that is newer than the Roslyn it is compiled against; these tests have the newer one.</summary>
public sealed class LeastSeverityTests
{
    [Theory]
    [InlineData(DiagnosticSeverity.Hidden)]
    [InlineData(DiagnosticSeverity.Warning)]
    public void The_host_tells_the_least_severity_that_it_shows(DiagnosticSeverity least) =>
        Assert.Equal(least, ShownSuggestions.MinimumOf(new Host(least)));

    private sealed class Host(DiagnosticSeverity least) : AnalysisContext
    {
        public override DiagnosticSeverity MinimumReportedSeverity => least;

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw new NotSupportedException();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw new NotSupportedException();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw new NotSupportedException();
    }
}
