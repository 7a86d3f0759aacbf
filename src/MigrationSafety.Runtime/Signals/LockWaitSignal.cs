using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Signals;

/// <summary>The longest time that a session has been waiting for a lock that a worker of this backfill holds.</summary>
public sealed class LockWaitSignal(TimeSpan? maxWait = null) : IBackfillSignal
{
    private readonly double _maxMilliseconds = (maxWait ?? TimeSpan.FromMilliseconds(500)).TotalMilliseconds;
    private readonly Dictionary<int, long> _since = [];

    /// <inheritdoc/>
    public string Name => "lock waits";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => ReadAsync(context, cancellation);

    /// <inheritdoc/>
    public async Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation)
    {
        // pg_locks and pg_blocking_pids are open to everybody. The second is asked only for those who wait.
        await using var command = new NpgsqlCommand(
            $"""
            WITH own AS (SELECT array_agg(DISTINCT r.worker_pid) AS pids FROM {context.ControlSchema}.backfill_range r
                WHERE r.backfill = $1 AND NOT r.done AND r.token IS NOT NULL)
            SELECT DISTINCT l.pid FROM pg_locks l, own
            WHERE NOT l.granted AND l.pid <> ALL (own.pids) AND pg_blocking_pids(l.pid) && own.pids
            """, context.Connection) { Parameters = { new() { Value = context.Backfill } } };
        var waiting = new HashSet<int>();
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                waiting.Add(reader.GetInt32(0));
            }
        }

        foreach (var over in new List<int>(_since.Keys))
        {
            if (!waiting.Contains(over))
            {
                _since.Remove(over);
            }
        }

        var (longest, who) = (0.0, (string?)null);
        foreach (var pid in waiting)
        {
            _since.TryAdd(pid, Stopwatch.GetTimestamp());
            var waited = Math.Max(1, Stopwatch.GetElapsedTime(_since[pid]).TotalMilliseconds);
            if (waited > longest)
            {
                (longest, who) = (waited, string.Create(CultureInfo.InvariantCulture, $"pid {pid}, {waiting.Count} waiting"));
            }
        }

        return new SignalReading(longest, _maxMilliseconds, "ms", who);
    }
}
