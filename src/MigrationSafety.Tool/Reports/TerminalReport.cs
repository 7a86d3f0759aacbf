using System.Linq;
using MigrationSafety.Core.Rules;
using Spectre.Console;

namespace MigrationSafety.Tool.Reports;

/// <summary>For a person at a terminal: grouped by file, coloured, wrapped.</summary>
internal static class TerminalReport
{
    public static void Write(Report report, IAnsiConsole console)
    {
        foreach (var file in report.Findings.Where(static f => f.Accepted is null).GroupBy(static f => f.Place?.Path))
        {
            console.MarkupLineInterpolated($"[bold underline]{(file.Key is null ? "Project" : report.PathOf(file.Key))}[/]");
            var table = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
            foreach (var finding in file)
            {
                table.AddRow(
                    new Text("  " + (finding.Place is { } place ? $"{place.Line},{place.Column}" : ""), Color.Grey),
                    new Text(FindingText.Of(finding.Severity) + " " + finding.Rule.Id, ColorOf(finding.Severity)),
                    new Text(finding.Message));
            }

            console.Write(table);
            console.WriteLine();
        }

        console.MarkupLineInterpolated($"[bold]{FindingText.Sum(report)}[/]");
    }

    private static Style ColorOf(Severity severity) => severity switch
    {
        Severity.Error => new Style(Color.Red, decoration: Decoration.Bold),
        Severity.Warning => new Style(Color.Yellow),
        _ => new Style(Color.Blue),
    };
}
