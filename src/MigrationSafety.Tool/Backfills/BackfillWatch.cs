using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using Spectre.Console;

namespace MigrationSafety.Tool.Backfills;

/// <summary>Looks at backfills again and again, until all have ended.</summary>
internal sealed class BackfillWatch(BackfillDatabase database, string? backfill, TimeSpan interval, ToolConsole console)
{
    private readonly Dictionary<string, BackfillPace> _paces = new(StringComparer.Ordinal);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<BackfillStatus> last = [];
        if (!console.IsTerminal)
        {
            last = await LookAsync(PrintAsync, cancellation).ConfigureAwait(false);
        }
        else
        {
            await AnsiConsole.Console.Live(new Text("...")).StartAsync(async live => last = await LookAsync((all, waits) =>
            {
                live.UpdateTarget(BackfillTables.Watch(all, PaceOf, waits));
                live.Refresh();
                return Task.CompletedTask;
            }, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return last.All(static b => b.IsComplete) ? ExitCode.Clean : ExitCode.Findings;
    }

    private async Task<IReadOnlyList<BackfillStatus>> LookAsync(Func<IReadOnlyList<BackfillStatus>, IReadOnlyDictionary<string, BackfillWait>, Task> show, CancellationToken cancellation)
    {
        while (true)
        {
            IReadOnlyList<BackfillStatus> all = backfill is null
                ? await database.AskAsync(d => d.Control.ListAsync(cancellation)).ConfigureAwait(false)
                : [await database.FindAsync(backfill, cancellation).ConfigureAwait(false)];
            foreach (var status in all)
            {
                PaceOf(status).Add(status, DateTimeOffset.UtcNow);
            }

            await show(all, await database.WaitsAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            if (all.All(static b => b.State is "completed" or "stopped" or "cancelled"))
            {
                return all;
            }

            await Task.Delay(interval, cancellation).ConfigureAwait(false);
        }
    }

    private async Task PrintAsync(IReadOnlyList<BackfillStatus> all, IReadOnlyDictionary<string, BackfillWait> waits)
    {
        foreach (var status in all)
        {
            await console.Output.WriteLineAsync($"{BackfillText.At(DateTimeOffset.UtcNow)} {BackfillLines.Watch(status, PaceOf(status), waits.GetValueOrDefault(status.Name))}").ConfigureAwait(false);
        }

        await console.Output.FlushAsync().ConfigureAwait(false);
    }

    private BackfillPace PaceOf(BackfillStatus status) => _paces.TryGetValue(status.Name, out var pace) ? pace : _paces[status.Name] = new();
}
