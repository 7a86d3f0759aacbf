using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using Spectre.Console;
using Spectre.Console.Rendering;

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
            last = await LookAsync(PrintAsync, console.Note, cancellation).ConfigureAwait(false);
        }
        else
        {
            await AnsiConsole.Console.Live(new Text("...")).StartAsync(async live =>
            {
                void Draw(IRenderable drawing)
                {
                    live.UpdateTarget(drawing);
                    live.Refresh();
                }

                last = await LookAsync((all, waits) =>
                {
                    Draw(BackfillTables.Watch(all, PaceOf, waits));
                    return Task.CompletedTask;
                }, problem => Draw(new Text(problem, new Style(Color.Red))), cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }

        return last.All(static b => b.IsComplete) ? ExitCode.Clean : ExitCode.Findings;
    }

    // A database that was there once is waited for: a failover must not end the watch.
    private async Task<IReadOnlyList<BackfillStatus>> LookAsync(
        Func<IReadOnlyList<BackfillStatus>, IReadOnlyDictionary<string, BackfillWait>, Task> show, Action<string> tell, CancellationToken cancellation)
    {
        var wasThere = false;
        while (true)
        {
            try
            {
                var all = await ReadAsync(cancellation).ConfigureAwait(false);
                wasThere = true;
                await show(all, await database.WaitsAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
                if (all.All(static b => b.State is "completed" or "stopped" or "cancelled"))
                {
                    return all;
                }
            }
            catch (DatabaseLostException lost) when (wasThere)
            {
                tell(lost.Message + " Tried again.");
            }

            await Task.Delay(interval, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<BackfillStatus>> ReadAsync(CancellationToken cancellation)
    {
        IReadOnlyList<BackfillStatus> all = backfill is null
            ? await database.AskAsync(d => d.Control.ListAsync(cancellation)).ConfigureAwait(false)
            : [await database.FindAsync(backfill, cancellation).ConfigureAwait(false)];
        foreach (var status in all)
        {
            PaceOf(status).Add(status, DateTimeOffset.UtcNow);
        }

        return all;
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
