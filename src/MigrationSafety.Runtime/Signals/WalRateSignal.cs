using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>WAL that the whole server writes in a second.</summary>
/// <param name="maxBytesPerSecond">What archiver and replicas can carry.</param>
public sealed class WalRateSignal(long maxBytesPerSecond) : IBackfillSignal
{
    private const int Megabyte = 1 << 20;

    private (double Position, long At)? _last;

    /// <inheritdoc/>
    public string Name => "WAL rate";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => ReadAsync(context, cancellation);

    /// <inheritdoc/>
    public async Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation)
    {
        var position = await context.ReadAsync("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::double precision", static r => r.GetDouble(0), 0, cancellation).ConfigureAwait(false);
        var now = Stopwatch.GetTimestamp();
        var rate = _last is { } last && now > last.At ? (position - last.Position) / Stopwatch.GetElapsedTime(last.At, now).TotalSeconds : 0;
        _last = (position, now);
        return new SignalReading(rate / Megabyte, maxBytesPerSecond / (double)Megabyte, "MB/s");
    }
}
