using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Signals;
using MigrationSafety.Runtime.Telemetry;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Lets workers go on, rest or wait between batches. Never while they hold a lock.</summary>
internal sealed class Pacer(int workers, RunTelemetry telemetry)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(10);
    private long _changed;
    private long _restTicks;

    public Verdict Verdict { get; private set; } = Verdict.Free;

    /// <summary>Rows written by this process.</summary>
    public long Changed => Interlocked.Read(ref _changed);

    /// <summary>Time that the workers of this process have rested or waited, together.</summary>
    public TimeSpan Rested => new(Interlocked.Read(ref _restTicks));

    public void Set(Verdict verdict) => Verdict = verdict;

    public void Count(BatchOutcome outcome) => Interlocked.Add(ref _changed, outcome.Changed);

    /// <param name="worker">The worker's number in its process, from 0.</param>
    /// <param name="lastBatch">What its last batch took.</param>
    /// <param name="restRatio">The rest that the control tables ask for.</param>
    /// <param name="renew">Keeps its lease.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task WaitAsync(int worker, TimeSpan lastBatch, double restRatio, Func<CancellationToken, Task> renew, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var renewed = begun;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var rested = Stopwatch.GetElapsedTime(begun);
            var verdict = Verdict;
            var ratio = Math.Max(restRatio, verdict.RestRatio);
            var rest = double.IsPositiveInfinity(ratio) ? TimeSpan.MaxValue : Smaller(lastBatch * ratio, s_longestRest);
            var isIn = verdict.Workers > 0 && worker < Math.Max(1, Math.Round(workers * verdict.Workers));
            if (isIn && rested >= rest)
            {
                Interlocked.Add(ref _restTicks, rested.Ticks);
                return;
            }

            if (Stopwatch.GetElapsedTime(renewed) > s_renewal)
            {
                await renew(cancellation).ConfigureAwait(false);
                renewed = Stopwatch.GetTimestamp();
            }

            var from = Stopwatch.GetTimestamp();
            await Task.Delay(isIn ? Smaller(rest - rested, s_look) : s_look, cancellation).ConfigureAwait(false);
            telemetry.Rest(verdict.Signal, Stopwatch.GetElapsedTime(from));
        }
    }

    private static TimeSpan Smaller(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
