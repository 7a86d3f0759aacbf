using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Rules;
using MigrationSafety.Tool.Analysis;

namespace MigrationSafety.Tool.Reports;

/// <summary>Words that several reports use.</summary>
internal static class FindingText
{
    /// <summary>As the compiler says it; a suggestion is "info" there.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>"3 errors, 1 warning; 2 accepted in the code, 40 accepted by the baseline, 1 text not judged (--severity info tells why).".</summary>
    public static string Sum(Report report)
    {
        var open = report.Findings.Where(static f => f.Accepted is null).ToList();
        var inCode = report.Findings.Count(static f => f.Accepted is { By: not AcceptedBy.Baseline });
        var byBaseline = report.Findings.Count(static f => f.Accepted is { By: AcceptedBy.Baseline });
        var parts = new[] { Severity.Error, Severity.Warning, Severity.Info }
            .Select(severity => (Severity: severity, Count: open.Count(f => f.Severity == severity)))
            .Where(static part => part.Count > 0)
            .Select(static part => Count(part.Count, part.Severity == Severity.Info ? "suggestion" : Of(part.Severity)))
            .ToList();
        var text = parts.Count == 0 ? "No findings" : string.Join(", ", parts);
        var others = string.Join(", ", new[]
        {
            inCode == 0 ? null : inCode.ToString(CultureInfo.InvariantCulture) + " accepted in the code",
            byBaseline == 0 ? null : byBaseline.ToString(CultureInfo.InvariantCulture) + " accepted by the baseline",
            report.NotJudged == 0 ? null : Count(report.NotJudged, "text") + " not judged (--severity info tells why)",
        }.OfType<string>());
        return text + (others.Length == 0 ? "." : "; " + others + ".");
    }

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");
}
