using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Tool.Analysis;

namespace MigrationSafety.Tool.Reports;

/// <summary>
/// Names that stay when lines move: what the finding is about, and its number among its like. Code-scanning
/// services tell by them whether a finding is new.
/// </summary>
internal static class FindingKeys
{
    /// <summary>One for each finding of the report, in its order.</summary>
    public static ImmutableArray<string> Of(Report report)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return report.Findings.Select(finding =>
        {
            var key = KeyOf(report, finding);
            var number = seen[key] = seen.GetValueOrDefault(key) + 1;
            return key + "/" + number.ToString(CultureInfo.InvariantCulture);
        }).ToImmutableArray();
    }

    private static string KeyOf(Report report, ToolFinding finding)
    {
        var place = finding.BaselinePlace(report.Root);
        return string.Join('/', finding.Rule.Id, place?.Project ?? "", place?.In ?? (finding.Place is { } p ? report.PathOf(p.Path) : ""), string.Join('+', finding.Subjects));
    }
}
