using System.Collections.Immutable;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Rules;
using MigrationSafety.Tool.Analysis;
using MigrationSafety.Tool.Reports;
using Spectre.Console;

namespace MigrationSafety.Tool.Commands;

/// <summary><c>lint</c>: what a build with the package says, for a whole solution and without the package.</summary>
internal static class LintCommand
{
    private static readonly string[] Severities = ["info", "suggestion", "warning", "error"];

    public static Command Create(ToolConsole console)
    {
        var command = new Command("lint", "Judges migrations and SQL files. Exit code 0: no findings at or above the level, 1: findings, 2: could not run.");
        var target = new TargetOptions();
        target.AddTo(command, takesBaseline: true);
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = static _ => ReportFormat.Text };
        format.AcceptOnlyFromAmong(ReportFormat.Names);
        var output = new Option<string?>("--output", "-o") { Description = "The file to write. Default: standard output." };
        var severity = new Option<string>("--severity") { Description = "The lowest level that is shown and counts.", DefaultValueFactory = static _ => "warning" };
        severity.AcceptOnlyFromAmong(Severities);
        command.Options.Add(format);
        command.Options.Add(output);
        command.Options.Add(severity);
        command.Runs(console, async (parsed, cancellationToken) =>
        {
            var request = target.Read(parsed, takesBaseline: true);
            var chosen = parsed.GetValue(format)!;
            var level = LevelOf(parsed.GetValue(severity)!);
            var findings = await Linter.RunAsync(request, withFixes: chosen == ReportFormat.Sarif, console, cancellationToken).ConfigureAwait(false);
            var report = new Report
            {
                Findings = findings.Where(finding => finding.Severity >= level).ToImmutableArray(),
                NotJudged = findings.Count(finding => finding.Severity < level && finding is { Accepted: null, Rule.Id: "MIG9001" or "MIG9002" }),
                Root = RepositoryRoot.Of(request.Target.Folder),
            };
            await WriteAsync(chosen, report, parsed.GetValue(output), console, cancellationToken).ConfigureAwait(false);
            return report.Findings.Any(static finding => finding.Accepted is null) ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }

    private static Severity LevelOf(string text) => text switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        _ => Severity.Info,
    };

    private static async Task WriteAsync(string format, Report report, string? file, ToolConsole console, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            var text = new StringWriter { NewLine = "\n" };
            ReportFormat.Write(format, report, text);
            await File.WriteAllTextAsync(file, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken).ConfigureAwait(false);
            console.Note($"{FindingText.Sum(report)} Written to {file}.");
        }
        else if (format == ReportFormat.Text && console.IsTerminal)
        {
            TerminalReport.Write(report, AnsiConsole.Console);
        }
        else
        {
            ReportFormat.Write(format, report, console.Output);
        }
    }
}
