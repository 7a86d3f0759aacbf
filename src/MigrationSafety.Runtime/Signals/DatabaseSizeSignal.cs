using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>How large the database is: row versions and WAL of a backfill need room before vacuum gives it back.</summary>
/// <param name="maxBytes">The size at which the backfill waits.</param>
public sealed class DatabaseSizeSignal(long maxBytes) : IBackfillSignal
{
    private const double Gigabyte = 1 << 30;

    /// <inheritdoc/>
    public string Name => "database size";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => ReadAsync(context, cancellation);

    /// <inheritdoc/>
    public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => context.ReadAsync(
        "SELECT pg_database_size(current_database())::double precision",
        r => new SignalReading(r.GetDouble(0) / Gigabyte, maxBytes / Gigabyte, "GB"), new SignalReading(0, maxBytes / Gigabyte, "GB"), cancellation);
}
