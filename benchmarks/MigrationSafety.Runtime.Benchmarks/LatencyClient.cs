using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Benchmarks;

/// <summary>An application beside the backfill: single-row updates at a fixed rate. Latency counts from the time that was planned for a request, so that waiting behind a blocked one counts too.</summary>
internal sealed class LatencyClient(NpgsqlDataSource source, long rows, int perSecond, int sessions)
{
    private readonly ConcurrentBag<double> _latencies = [];

    public async Task<double[]> RunAsync(Task whileRunning, TimeSpan atLeast)
    {
        var began = Stopwatch.GetTimestamp();
        var next = 0L;
        await Task.WhenAll(Enumerable.Range(0, sessions).Select(i => Task.Run(async () =>
        {
            var random = new Random(i);
            await using var connection = await source.OpenConnectionAsync();
            while (!whileRunning.IsCompleted || Stopwatch.GetElapsedTime(began) < atLeast)
            {
                var due = TimeSpan.FromSeconds((double)Interlocked.Increment(ref next) / perSecond);
                var wait = due - Stopwatch.GetElapsedTime(began);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                await using var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"UPDATE items SET owner = owner WHERE id = {random.NextInt64(rows) + 1}"), connection) { CommandTimeout = 0 };
                await command.ExecuteNonQueryAsync();
                _latencies.Add((Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds);
            }
        })));
        return [.. _latencies.Order()];
    }

    public static string Describe(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{At(sorted, 0.5):0.0} | {At(sorted, 0.99):0.0} | {sorted[^1]:0.0}");

    public static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
}
