using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>Findings as the compiler's diagnostics.</summary>
internal static class DiagnosticFactory
{
    public static Diagnostic Create(
        Finding finding,
        Location location,
        IReadOnlyList<Location>? others = null,
        ImmutableDictionary<string, string?>? properties = null) =>
        Diagnostic.Create(
            Descriptors.Of(finding.Rule.Id),
            location,
            Descriptors.ToDiagnostic(finding.Severity),
            finding.Places.IsEmpty ? others : (others ?? []).Concat(finding.Places.OfType<CodePlace>().Select(static place => place.Location)),
            properties ?? FindingProperties.Of(finding),
            finding.Message);

    /// <summary>A warning about the project that no rule's run reports: MIG9003, MIG9005.</summary>
    public static Diagnostic Create(MigrationJudge judge, string id, Location location, params string[] arguments)
    {
        var finding = Finding(id, arguments);
        return Create(finding with { Severity = judge.Graded(finding.Severity) }, location);
    }

    /// <summary>A suggestion that no rule's run reports: MIG9004.</summary>
    public static Diagnostic Create(string id, Location location, params string[] arguments) => Create(Finding(id, arguments), location);

    private static Finding Finding(string id, string[] arguments)
    {
        RuleDescriptor? rule = null;
        foreach (var candidate in RuleCatalog.Descriptors)
        {
            rule = candidate.Id == id ? candidate : rule;
        }

        return new Finding { Rule = rule!, Severity = rule!.DefaultSeverity, Step = -1, Arguments = ImmutableArray.Create(arguments) };
    }

    /// <summary>The analysis itself failed: said quietly, with the rest of the project still judged.</summary>
    public static Diagnostic InternalError(System.Exception exception, Location location) => Diagnostic.Create(
        Descriptors.Of("MIG9002"),
        location,
        DiagnosticSeverity.Info,
        additionalLocations: null,
        properties: null,
        "This migration is not judged: the analysis failed (" + exception.GetType().Name + ": " + exception.Message
            + "). That is a defect of MigrationSafety, not of the migration.");
}
