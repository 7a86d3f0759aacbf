using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Tool.Analysis;
using MigrationSafety.Tool.Baselines;

namespace MigrationSafety.Tool.Commands;

/// <summary><c>baseline</c>: accepts what there is today, so that only new findings are told.</summary>
internal static class BaselineCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new Command("baseline", "Writes the findings of today into a baseline: from then on only new ones are reported.");
        var target = new TargetOptions();
        target.AddTo(command, takesBaseline: false);
        var output = new Option<string?>("--output", "-o") { Description = $"The file. Default: {Baseline.DefaultFileName} beside the project or solution." };
        var update = new Option<bool>("--update") { Description = "Brings an existing file up to date: adds what is new, removes what matches nothing." };
        var prune = new Option<bool>("--prune") { Description = "Removes what matches nothing from an existing file, and adds nothing." };
        command.Options.Add(output);
        command.Options.Add(update);
        command.Options.Add(prune);
        command.Runs(console, async (parsed, cancellationToken) =>
        {
            var request = target.Read(parsed, takesBaseline: false);
            var file = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(request.Target.Folder, Baseline.DefaultFileName));
            var change = parsed.GetValue(prune) ? Change.Prune : parsed.GetValue(update) ? Change.Update : Change.Write;
            var old = Existing(file, change);

            // With the file itself in force, findings in older migrations have the severity that they will have.
            var findings = await Linter.RunAsync(
                request with { Baseline = File.Exists(file) ? file : null }, withFixes: false, console, cancellationToken).ConfigureAwait(false);
            var folder = Path.GetDirectoryName(file)!;
            var entries = change == Change.Prune ? BaselineUpdate.Prune(findings, old, folder) : BaselineUpdate.Update(findings, old, folder);
            await File.WriteAllTextAsync(file, BaselineText.Of(entries), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken)
                .ConfigureAwait(false);
            console.Note($"{entries.Sum(static entry => entry.Count)} findings in {file}"
                + (old.Count == 0 ? "." : $" (before: {old.Sum(static entry => entry.Count)})."));
            return ExitCode.Clean;
        });
        return command;
    }

    private enum Change
    {
        Write,
        Update,
        Prune,
    }

    private static IReadOnlyList<BaselineEntry> Existing(string file, Change change)
    {
        if (!File.Exists(file))
        {
            return change == Change.Write ? [] : throw new ToolException($"There is no baseline {file}.");
        }

        return change == Change.Write
            ? throw new ToolException($"{file} is there already. --update brings it up to date, --prune only removes what matches nothing.")
            : BaselineReader.Read(File.ReadAllText(file)) is { Baseline: { } baseline } ? baseline.Entries
            : throw new ToolException($"The baseline {file} cannot be read: {BaselineReader.Read(File.ReadAllText(file)).Error}.");
    }
}
