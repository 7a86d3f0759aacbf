using System;
using System.CommandLine;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Tool.Backfills;
using Spectre.Console;
using static MigrationSafety.Tool.Commands.BackfillArguments;

namespace MigrationSafety.Tool.Commands;

/// <summary>The subcommands of <c>backfill</c> that look and change nothing.</summary>
internal static class BackfillViews
{
    public static Command List(ToolConsole console)
    {
        var command = new Command("list", "Every backfill of the database.");
        var (database, format) = (Database(command), Format(command));
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            var all = await opened.AskAsync(d => d.Control.ListAsync(cancellation)).ConfigureAwait(false);
            var waits = await opened.WaitsAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(format) == Json)
            {
                BackfillJson.WriteList(all, waits, console.Output);
            }
            else if (console.IsTerminal)
            {
                AnsiConsole.Console.Write(BackfillTables.List(all));
            }
            else
            {
                foreach (var status in all)
                {
                    console.Output.WriteLine(BackfillLines.Watch(status, new BackfillPace(), waits.TryGetValue(status.Name, out var wait) ? wait : null));
                }
            }

            return ExitCode.Clean;
        });
        return command;
    }

    public static Command Status(ToolConsole console)
    {
        var command = new Command("status", "One backfill, with rows in quarantine and what happened last. Exit code 0: complete and verified, 1: not.");
        var (name, database, format) = (Name(command), Database(command), Format(command));
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            var status = await opened.FindAsync(parsed.GetValue(name)!, cancellation).ConfigureAwait(false);
            var waits = await opened.WaitsAsync(cancellation).ConfigureAwait(false);
            var quarantine = await opened.ReadableAsync(async d => await d.Journal.QuarantineAsync(status.Name, 20, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            var events = await opened.ReadableAsync(async d => await d.Journal.EventsAsync(status.Name, 20, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            if (parsed.GetValue(format) == Json)
            {
                BackfillJson.WriteStatus(status, waits, quarantine, events, console.Output);
            }
            else
            {
                BackfillLines.WriteStatus(status, waits.TryGetValue(status.Name, out var wait) ? wait : null, quarantine, events, console.Output);
            }

            if (quarantine is null || events is null)
            {
                console.Note("the role may not read the tables quarantine and event of the control schema; they are left out.");
            }

            return status.IsComplete ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    public static Command Watch(ToolConsole console)
    {
        var command = new Command("watch", "Follows one backfill, or all, until they end. Exit code 0: complete and verified, 1: ended otherwise.");
        var name = new Argument<string?>("name") { Description = "The backfill. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        var interval = new Option<double?>("--interval") { Description = "Seconds between two looks. Default: 1 at a terminal, 5 where the output is redirected." };
        interval.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double?>() is < 0.1 or > 3600 or double.NaN)
            {
                result.AddError("--interval: 0.1 to 3600 seconds are expected.");
            }
        });
        command.Arguments.Add(name);
        var database = Database(command);
        command.Options.Add(interval);
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            var every = TimeSpan.FromSeconds(parsed.GetValue(interval) ?? (console.IsTerminal ? 1 : 5));
            return await new BackfillWatch(opened, parsed.GetValue(name), every, console).RunAsync(cancellation).ConfigureAwait(false);
        });
        return command;
    }

    public static Command Gate(ToolConsole console)
    {
        var command = new Command("gate", "Why the contract step that waits for a backfill may not run yet. Exit code 0: the gate is open, 1: it is closed.");
        var (name, database, format) = (Name(command), Database(command), Format(command));
        var soak = new Option<TimeSpan>("--soak") { Description = "How long it must have been released and complete, as 1.00:00:00 for a day; as RequireBackfill says it." };
        var retired = new Option<string?>("--retired") { Description = "A LIKE pattern of the application_name of versions that must be gone, as RequireBackfill says it." };
        command.Options.Add(soak);
        command.Options.Add(retired);
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            var backfill = parsed.GetValue(name)!;
            var missing = await opened.AskAsync(d => d.Control.GateAsync(backfill, parsed.GetValue(soak), parsed.GetValue(retired), cancellation)).ConfigureAwait(false);
            if (parsed.GetValue(format) == Json)
            {
                BackfillJson.WriteGate(backfill, missing, console.Output);
            }
            else
            {
                console.Output.WriteLine($"{backfill}: the gate is {(missing.Count == 0 ? "open" : "closed")}");
                foreach (var reason in missing)
                {
                    console.Output.WriteLine("  " + reason);
                }
            }

            return missing.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }
}
