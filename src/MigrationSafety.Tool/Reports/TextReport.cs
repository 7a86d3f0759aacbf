using System.IO;
using System.Linq;
using MigrationSafety.Tool.Analysis;

namespace MigrationSafety.Tool.Reports;

/// <summary>One line a finding, as the compiler writes them: editors and CI systems read such lines.</summary>
internal static class TextReport
{
    public static void Write(Report report, TextWriter output)
    {
        foreach (var finding in report.Findings.Where(static f => f.Accepted is null))
        {
            output.WriteLine(Place(report, finding) + FindingText.Of(finding.Severity) + " " + finding.Rule.Id + ": " + finding.Message);
        }

        output.WriteLine(FindingText.Sum(report));
    }

    private static string Place(Report report, ToolFinding finding) =>
        finding.Place is { } place ? $"{report.PathOf(place.Path)}({place.Line},{place.Column}): " : "";
}
