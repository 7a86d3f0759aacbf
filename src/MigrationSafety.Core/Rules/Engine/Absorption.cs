using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>"One cause, one warning": a finding takes in others on the same operation that say less.</summary>
internal static class Absorption
{
    public static IEnumerable<Finding> Apply(IReadOnlyList<Finding> findings, ChangeSet changeSet)
    {
        foreach (var operation in findings.GroupBy(f => OperationKey.Of(f, changeSet)))
        {
            var together = operation.ToList();
            foreach (var finding in together)
            {
                if (!together.Any(other => Absorbs(other, finding)))
                {
                    yield return finding with
                    {
                        Absorbed = together.Where(other => Absorbs(finding, other))
                            .Select(static other => other.Rule.Id)
                            .OrderBy(static id => id, StringComparer.Ordinal)
                            .ToImmutableArray(),
                    };
                }
            }
        }
    }

    // A suggestion must not swallow a warning.
    private static bool Absorbs(Finding finding, Finding other) =>
        finding.Severity >= other.Severity && finding.Rule.Absorbs.Contains(other.Rule.Id);
}
