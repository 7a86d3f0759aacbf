using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// "One cause, one warning": a finding takes in others on the same operation that say less, or makes suggestions of those
/// that say something else of the same cause.
/// </summary>
internal static class Absorption
{
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, ChangeSet changeSet)
    {
        // Most migrations have one or none.
        if (findings.Count < 2)
        {
            return findings;
        }

        var operations = new Dictionary<OperationKey, List<Finding>>();
        var inOrder = new List<List<Finding>>();
        foreach (var finding in findings)
        {
            var key = OperationKey.Of(finding, changeSet);
            if (!operations.TryGetValue(key, out var together))
            {
                operations.Add(key, together = []);
                inOrder.Add(together);
            }

            together.Add(finding);
        }

        var kept = new List<Finding>(findings.Count);
        foreach (var together in inOrder)
        {
            Lower(together);
            Apply(together, kept);
        }

        return kept;
    }

    private static void Apply(List<Finding> together, List<Finding> kept)
    {
        foreach (var finding in together)
        {
            List<string>? absorbed = null;
            var isAbsorbed = false;
            foreach (var other in together)
            {
                isAbsorbed |= Absorbs(other, finding);
                if (Absorbs(finding, other))
                {
                    (absorbed ??= []).Add(other.Rule.Id);
                }
            }

            if (!isAbsorbed)
            {
                absorbed?.Sort(StringComparer.Ordinal);
                kept.Add(absorbed is null ? finding : finding with { Absorbed = absorbed.ToImmutableArray() });
            }
        }
    }

    private static void Lower(List<Finding> together)
    {
        for (var i = 0; together.Count > 1 && i < together.Count; i++)
        {
            var finding = together[i];
            if (finding.Severity > Severity.Info
                && together.Exists(other => other.Severity >= finding.Severity && other.Rule.Lowers.Contains(finding.Rule.Id)))
            {
                together[i] = finding with { Severity = Severity.Info };
            }
        }
    }

    // A suggestion must not swallow a warning.
    private static bool Absorbs(Finding finding, Finding other) =>
        finding.Severity >= other.Severity && finding.Rule.Absorbs.Contains(other.Rule.Id);
}
