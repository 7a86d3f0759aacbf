using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>The compiler's descriptors of all rules, made from the catalog: nothing is written twice.</summary>
internal static class Descriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ById =
        RuleCatalog.Descriptors.ToDictionary(static rule => rule.Id, Create);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ById.Values.ToImmutableArray();

    public static DiagnosticDescriptor Of(string id) => ById[id];

    public static DiagnosticSeverity ToDiagnostic(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    // The finding's message is complete; braces in it (SQL, C#) must not be taken for holes.
    private static DiagnosticDescriptor Create(RuleDescriptor rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        rule.Category,
        ToDiagnostic(rule.DefaultSeverity),
        isEnabledByDefault: true,
        rule.Description,
        rule.HelpLink);
}
