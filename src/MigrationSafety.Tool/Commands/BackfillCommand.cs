using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Tool.Backfills;
using static MigrationSafety.Tool.Commands.BackfillArguments;

namespace MigrationSafety.Tool.Commands;

/// <summary><c>backfill</c>: looks at backfills and controls them, wherever their workers run.</summary>
internal static class BackfillCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new Command("backfill", "Shows the backfills of a database and controls them.");
        command.Subcommands.Add(BackfillViews.List(console));
        command.Subcommands.Add(BackfillViews.Status(console));
        command.Subcommands.Add(BackfillViews.Watch(console));
        command.Subcommands.Add(WithReason(console, "pause", "Lets workers finish their batch and begin no other.", "paused by hand", (control, name, reason, token) => control.PauseAsync(name, reason, token)));
        command.Subcommands.Add(Named(console, "resume", "Lets a paused backfill go on, and a stopped or cancelled one be started again.", (control, name, token) => control.ResumeAsync(name, token)));
        command.Subcommands.Add(WithReason(console, "cancel", "Ends a backfill after the batches in hand. What was written stays.", "cancelled by hand", (control, name, reason, token) => control.CancelAsync(name, reason, token)));
        command.Subcommands.Add(Throttle(console));
        command.Subcommands.Add(Named(console, "forget", "Takes a backfill that does not run out of the control tables.", (control, name, token) => control.ForgetAsync(name, token)));
        command.Subcommands.Add(Named(console, "verify", "Lets the next start compare all rows again.", (control, name, token) => control.VerifyAgainAsync(name, token)));
        command.Subcommands.Add(BackfillViews.Gate(console));
        command.Subcommands.Add(Release(console));
        command.Subcommands.Add(WithReason(console, "withdraw", "Takes a release back.", "withdrawn by hand", (control, name, reason, token) => control.WithdrawAsync(name, reason, token)));
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
}
