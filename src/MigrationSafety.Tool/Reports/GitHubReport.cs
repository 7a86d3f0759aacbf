using System.IO;
using System.Linq;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Tool.Reports;

/// <summary>Workflow commands: GitHub shows them at the lines of a pull request.</summary>
internal static class GitHubReport
{
    public static void Write(Report report, TextWriter output)
    {
        foreach (var finding in report.Findings.Where(static f => f.Accepted is null))
        {
            var place = finding.Place is { } p
                ? $" file={Property(report.PathOf(p.Path))},line={p.Line},endLine={p.EndLine},col={p.Column},endColumn={p.EndColumn},title={finding.Rule.Id}"
                : $" title={finding.Rule.Id}";
            output.WriteLine("::" + Command(finding.Severity) + place + "::" + Data(finding.Message));
        }
    }

    private static string Command(Severity severity) => severity == Severity.Info ? "notice" : FindingText.Of(severity);

    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
