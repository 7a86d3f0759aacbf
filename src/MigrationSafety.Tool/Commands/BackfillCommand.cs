using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Tool.Backfills;
using Spectre.Console;

namespace MigrationSafety.Tool.Commands;

/// <summary><c>backfill</c>: looks at backfills and controls them, wherever their workers run.</summary>
internal static class BackfillCommand
{
    private const string Text = "text";
    private const string Json = "json";

    public static Command Create(ToolConsole console)
    {
        var command = new Command("backfill", "Shows the backfills of a database and controls them.");
        command.Subcommands.Add(List(console));
        command.Subcommands.Add(Status(console));
        command.Subcommands.Add(Watch(console));
        command.Subcommands.Add(WithReason(console, "pause", "Lets workers finish their batch and begin no other.", "paused by hand", (control, name, reason, token) => control.PauseAsync(name, reason, token)));
        command.Subcommands.Add(Named(console, "resume", "Lets a paused backfill go on, and a stopped or cancelled one be started again.", (control, name, token) => control.ResumeAsync(name, token)));
        command.Subcommands.Add(WithReason(console, "cancel", "Ends a backfill after the batches in hand. What was written stays.", "cancelled by hand", (control, name, reason, token) => control.CancelAsync(name, reason, token)));
        command.Subcommands.Add(Throttle(console));
        command.Subcommands.Add(Named(console, "forget", "Takes a backfill that does not run out of the control tables.", (control, name, token) => control.ForgetAsync(name, token)));
        command.Subcommands.Add(Named(console, "verify", "Lets the next start compare all rows again.", (control, name, token) => control.VerifyAgainAsync(name, token)));
        command.Subcommands.Add(Gate(console));
        command.Subcommands.Add(Release(console));
        command.Subcommands.Add(WithReason(console, "withdraw", "Takes a release back.", "withdrawn by hand", (control, name, reason, token) => control.WithdrawAsync(name, reason, token)));
        return command;
    }

    private static Command List(ToolConsole console)
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

    private static Command Status(ToolConsole console)
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

    private static Command Watch(ToolConsole console)
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

    private static Command Throttle(ToolConsole console)
    {
        var command = new Command("throttle", "Changes the pace of a running backfill. What is not given stays.");
        var (name, database) = (Name(command), Database(command));
        var target = new Option<int?>("--target-batch-ms") { Description = "How long a batch should take, in milliseconds." };
        var workers = new Option<int?>("--max-workers") { Description = "Workers over all processes; 0: no limit." };
        var rest = new Option<double?>("--rest-ratio") { Description = "Rest after each batch, as a multiple of its time." };
        AtLeast(target, 1);
        AtLeast(workers, 0);
        rest.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double?>() is { } ratio && !(ratio is >= 0 and < double.PositiveInfinity))
            {
                result.AddError("--rest-ratio: a number from 0 on is expected.");
            }
        });
        command.Options.Add(target);
        command.Options.Add(workers);
        command.Options.Add(rest);
        command.Runs(console, async (parsed, cancellation) =>
        {
            var (batch, most, ratio) = (parsed.GetValue(target), parsed.GetValue(workers), parsed.GetValue(rest));
            if (batch is null && most is null && ratio is null)
            {
                throw new ToolException("What is to change? Give --target-batch-ms, --max-workers or --rest-ratio.");
            }

            await using var opened = database.Open(parsed);
            return await DoAsync(opened, console, parsed.GetValue(name)!, control => control.ThrottleAsync(
                parsed.GetValue(name)!, batch is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null, most, ratio, cancellation), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static Command Gate(ToolConsole console)
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

    private static Command Release(ToolConsole console)
    {
        var command = new Command("release", "Says that no running version needs the old side any more: the contract step may run as soon as everything else is in order.");
        var (name, database) = (Name(command), Database(command));
        var reason = new Option<string>("--reason") { Description = "Why; the event table keeps it.", Required = true };
        var force = new Option<bool>("--force") { Description = "Opens the gate whatever is missing; what it passes over is printed and kept." };
        command.Options.Add(reason);
        command.Options.Add(force);
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            var backfill = parsed.GetValue(name)!;
            if (!parsed.GetValue(force))
            {
                return await DoAsync(opened, console, backfill, control => control.ReleaseAsync(backfill, parsed.GetValue(reason)!, cancellation), cancellation).ConfigureAwait(false);
            }

            var skipped = await opened.AskAsync(d => d.Control.ForceReleaseAsync(backfill, parsed.GetValue(reason)!, cancellation)).ConfigureAwait(false);
            console.Output.WriteLine($"{backfill}: the gate is open by force; passed over:");
            foreach (var passedOver in skipped)
            {
                console.Output.WriteLine("  " + passedOver);
            }

            return ExitCode.Clean;
        });
        return command;
    }

    private static Command WithReason(ToolConsole console, string verb, string description, string byDefault, Func<BackfillControl, string, string, CancellationToken, Task> act)
    {
        var command = new Command(verb, description);
        var (name, database) = (Name(command), Database(command));
        var reason = new Option<string>("--reason") { Description = "Why; status and the event table tell it.", DefaultValueFactory = _ => byDefault };
        command.Options.Add(reason);
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            return await DoAsync(opened, console, parsed.GetValue(name)!, control => act(control, parsed.GetValue(name)!, parsed.GetValue(reason)!, cancellation), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static Command Named(ToolConsole console, string verb, string description, Func<BackfillControl, string, CancellationToken, Task> act)
    {
        var command = new Command(verb, description);
        var (name, database) = (Name(command), Database(command));
        command.Runs(console, async (parsed, cancellation) =>
        {
            await using var opened = database.Open(parsed);
            return await DoAsync(opened, console, parsed.GetValue(name)!, control => act(control, parsed.GetValue(name)!, cancellation), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    // Says what came of it.
    private static async Task<int> DoAsync(BackfillDatabase database, ToolConsole console, string backfill, Func<BackfillControl, Task> act, CancellationToken cancellation)
    {
        var status = await database.AskAsync(async d =>
        {
            await act(d.Control).ConfigureAwait(false);
            return await d.ReadableAsync(readable => readable.Control.StatusAsync(backfill, cancellation)).ConfigureAwait(false);
        }).ConfigureAwait(false);
        console.Output.WriteLine(status is null ? backfill + ": done" : BackfillLines.Watch(status, new BackfillPace(), null));
        return ExitCode.Clean;
    }

    private static void AtLeast(Option<int?> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() < least)
        {
            result.AddError($"{option.Name}: a number from {least} on is expected.");
        }
    });

    private static Argument<string> Name(Command command)
    {
        var name = new Argument<string>("name") { Description = "The backfill." };
        command.Arguments.Add(name);
        return name;
    }

    private static DatabaseOptions Database(Command command)
    {
        var database = new DatabaseOptions();
        database.AddTo(command);
        return database;
    }

    private static Option<string> Format(Command command)
    {
        var format = new Option<string>("--format") { Description = "How it is written.", DefaultValueFactory = static _ => Text };
        format.AcceptOnlyFromAmong(Text, Json);
        command.Options.Add(format);
        return format;
    }
}
