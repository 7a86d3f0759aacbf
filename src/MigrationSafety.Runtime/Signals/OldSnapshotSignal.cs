using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>
/// Transactions since the oldest snapshot that is still in use, or that a slot keeps. While it stands, no row version that the
/// backfill leaves behind can be removed.
/// </summary>
public sealed class OldSnapshotSignal(long maxTransactions = 5_000_000) : IBackfillSignal
{
    /// <inheritdoc/>
    public string Name => "old snapshot";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => context.RequireStatisticsAsync(Name, cancellation);

    /// <inheritdoc/>
    public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => context.ReadAsync(
        """
        SELECT who, xmins::double precision FROM (
            SELECT 'pid ' || pid AS who, age(backend_xmin) AS xmins FROM pg_stat_activity WHERE backend_xmin IS NOT NULL
            UNION ALL SELECT 'slot ' || slot_name, greatest(age(xmin), age(catalog_xmin)) FROM pg_replication_slots
            UNION ALL SELECT 'prepared transaction ' || gid, age(transaction) FROM pg_prepared_xacts) x
        WHERE xmins IS NOT NULL ORDER BY xmins DESC LIMIT 1
        """,
        r => new SignalReading(r.GetDouble(1), maxTransactions, "transactions", r.GetString(0)), new SignalReading(0, maxTransactions, "transactions"), cancellation);
}
