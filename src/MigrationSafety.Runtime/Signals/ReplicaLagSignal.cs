using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>How far the slowest streaming replica is behind, in bytes and in time. No replica, no lag.</summary>
public sealed class ReplicaLagSignal(long maxBytes = 64L << 20, TimeSpan? maxTime = null, string? applicationName = null) : IBackfillSignal
{
    private readonly double _maxSeconds = (maxTime ?? TimeSpan.FromSeconds(5)).TotalSeconds;

    /// <inheritdoc/>
    public string Name => "replica lag";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => context.RequireStatisticsAsync(Name, cancellation);

    /// <inheritdoc/>
    public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => context.ReadAsync(
        """
        SELECT application_name || ' ' || coalesce(client_addr::text, 'local'), pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::double precision, coalesce(extract(epoch FROM replay_lag), 0)::double precision
        FROM pg_stat_replication WHERE state IN ('streaming', 'catchup') AND replay_lsn IS NOT NULL AND ($1 = '' OR application_name = $1)
        ORDER BY greatest(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) / $2, coalesce(extract(epoch FROM replay_lag), 0)::numeric / $3) DESC LIMIT 1
        """,
        r => r.GetDouble(1) / maxBytes > r.GetDouble(2) / _maxSeconds
            ? new SignalReading(r.GetDouble(1) / (1 << 20), maxBytes / (double)(1 << 20), "MB", r.GetString(0))
            : new SignalReading(r.GetDouble(2), _maxSeconds, "s", r.GetString(0)),
        new SignalReading(0, _maxSeconds, "s"), cancellation, applicationName ?? "", (decimal)maxBytes, (decimal)_maxSeconds);
}
