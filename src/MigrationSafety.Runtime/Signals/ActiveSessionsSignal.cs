using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>Sessions that are running a statement, other than backfills'.</summary>
/// <param name="max">How many the server can serve well; about twice its processors.</param>
public sealed class ActiveSessionsSignal(int max) : IBackfillSignal
{
    /// <inheritdoc/>
    public string Name => "active sessions";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => context.RequireStatisticsAsync(Name, cancellation);

    /// <inheritdoc/>
    public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => context.ReadAsync(
        "SELECT count(*)::double precision FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND application_name <> 'MigrationSafety backfill'",
        r => new SignalReading(r.GetDouble(0), max, "sessions"), new SignalReading(0, max, "sessions"), cancellation);
}
