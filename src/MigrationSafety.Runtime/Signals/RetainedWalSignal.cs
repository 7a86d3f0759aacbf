using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>WAL that a replication slot keeps on disk: of a replica that is behind, of a logical subscriber, or of one that is gone for good.</summary>
public sealed class RetainedWalSignal(long maxBytes = 4L << 30, string? slot = null) : IBackfillSignal
{
    /// <inheritdoc/>
    public string Name => "WAL kept by a slot";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => ReadAsync(context, cancellation);

    /// <inheritdoc/>
    public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => context.ReadAsync(
        """
        SELECT slot_name::text, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::double precision FROM pg_replication_slots
        WHERE restart_lsn IS NOT NULL AND ($1 = '' OR slot_name = $1) ORDER BY 2 DESC LIMIT 1
        """,
        r => Reading(r.GetDouble(1), r.GetString(0)), Reading(0, null), cancellation, slot ?? "");

    private SignalReading Reading(double bytes, string? name) => new(bytes / (1 << 20), maxBytes / (double)(1 << 20), "MB", name);
}
