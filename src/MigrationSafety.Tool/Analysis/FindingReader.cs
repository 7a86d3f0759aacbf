using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Reporting;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Tool.Analysis;

/// <summary>The analyzer's diagnostics as findings.</summary>
internal static class FindingReader
{
    private static readonly ImmutableDictionary<string, RuleDescriptor> Rules =
        RuleCatalog.Descriptors.ToImmutableDictionary(static rule => rule.Id);

    /// <summary>Null for a diagnostic that is none of ours, or hidden.</summary>
    public static ToolFinding? Read(Diagnostic diagnostic, Compilation compilation, CancellationToken cancellationToken)
    {
        if (!Rules.TryGetValue(diagnostic.Id, out var rule) || diagnostic.Severity == DiagnosticSeverity.Hidden)
        {
            return null;
        }

        var properties = diagnostic.Properties;
        return new ToolFinding
        {
            Rule = rule,
            Severity = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => Severity.Error,
                DiagnosticSeverity.Warning => Severity.Warning,
                _ => Severity.Info,
            },
            Message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            Place = PlaceOf(diagnostic.Location),
            Related = diagnostic.AdditionalLocations.Select(PlaceOf).OfType<FilePlace>().ToImmutableArray(),
            Migration = properties.GetValueOrDefault(FindingProperties.Migration),
            Project = properties.ContainsKey(FindingProperties.Migration) ? compilation.AssemblyName : null,
            Subjects = properties.GetValueOrDefault(FindingProperties.Subjects)?.Split('\n').ToImmutableArray() ?? [],
            Accepted = AcceptanceOf(diagnostic, compilation, cancellationToken),
        };
    }

    public static FilePlace? PlaceOf(Location location) =>
        location.GetLineSpan() is { IsValid: true } span
            ? new FilePlace(
                span.Path,
                span.StartLinePosition.Line + 1,
                span.StartLinePosition.Character + 1,
                span.EndLinePosition.Line + 1,
                span.EndLinePosition.Character + 1)
            : null;

    private static Acceptance? AcceptanceOf(Diagnostic diagnostic, Compilation compilation, CancellationToken cancellationToken)
    {
        var properties = diagnostic.Properties;
        if (properties.TryGetValue(FindingProperties.AcceptedBy, out var kind))
        {
            return new Acceptance(
                kind == nameof(SuppressionKind.Baseline) ? AcceptedBy.Baseline : AcceptedBy.SqlComment,
                properties.GetValueOrDefault(FindingProperties.AcceptedReason),
                properties.GetValueOrDefault(FindingProperties.AcceptedUntil));
        }

        if (!diagnostic.IsSuppressed)
        {
            return null;
        }

        return diagnostic.GetSuppressionInfo(compilation)?.Attribute is { } attribute
            ? new Acceptance(AcceptedBy.Attribute, JustificationOf(attribute), null)
            : new Acceptance(AcceptedBy.Pragma, CommentOf(diagnostic, cancellationToken), null);
    }

    private static string? JustificationOf(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Justification").Value.Value as string;

    /// <summary>A pragma has no place for a reason, so people write a comment behind it.</summary>
    private static string? CommentOf(Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var pragma = diagnostic.Location.SourceTree?.GetRoot(cancellationToken)
            .DescendantTrivia(node => node.ContainsDirectives && node.FullSpan.Start <= diagnostic.Location.SourceSpan.Start)
            .Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia) && trivia.SpanStart < diagnostic.Location.SourceSpan.Start)
            .Select(static trivia => (PragmaWarningDirectiveTriviaSyntax)trivia.GetStructure()!)
            .LastOrDefault(found => found.ErrorCodes.Count == 0 || found.ErrorCodes.Any(code => code.ToString() == diagnostic.Id))
            ?.ToFullString();
        var comment = pragma?.IndexOf("//", StringComparison.Ordinal) ?? -1;
        return comment < 0 ? null : pragma![(comment + 2)..].Trim() is { Length: > 0 } text ? text : null;
    }
}
