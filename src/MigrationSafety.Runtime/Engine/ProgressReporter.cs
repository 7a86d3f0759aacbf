using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Tells twice a second how far all processes together are, from the control tables, and ends the workers when it is over there.</summary>
internal sealed class ProgressReporter(BackfillRun run)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);
    private const double Smoothing = 0.3;

    public async Task RunAsync(IProgress<BackfillProgress>? progress, CancellationTokenSource ended, CancellationToken cancellation)
    {
        var (speed, last, at) = (0.0, (BackfillStatus?)null, Stopwatch.GetTimestamp());
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(s_interval, cancellation).ConfigureAwait(false);
                if (await ReadAsync(cancellation).ConfigureAwait(false) is not { } now)
                {
                    continue;
                }

                var seconds = Stopwatch.GetElapsedTime(at).TotalSeconds;
                var moved = last?.Pass == now.Pass ? Math.Max(0, now.RowsDone - last.RowsDone) / seconds : 0;
                speed = speed == 0 ? moved : (Smoothing * moved) + ((1 - Smoothing) * speed);
                (last, at) = (now, Stopwatch.GetTimestamp());
                run.Telemetry.Report(now);
                progress?.Report(new(now.Name, now.State, now.Pass, now.Phase ?? "", now.RowsDone, now.EstimatedRows, now.RowsChanged, now.HotUpdates, now.Quarantined, (int)now.Workers, speed,
                    now.IsPaused ? "paused: " + now.Reason : run.Pacer.Verdict.Reason));
                if (now.State is "completed" or "stopped" or "cancelled")
                {
                    await ended.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The backfill is over.
        }
    }

    private async Task<BackfillStatus?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await run.Source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            return (await BackfillControl.ReadStatusAsync(connection, run.Schema, run.Definition.Name, cancellation).ConfigureAwait(false)).SingleOrDefault();
        }
        catch (Exception lost) when (lost is not OperationCanceledException && ErrorSorting.Sort(lost) is (ErrorKind.Retry or ErrorKind.Reconnect))
        {
            return null;
        }
    }
}
