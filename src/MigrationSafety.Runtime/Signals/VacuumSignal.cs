using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Signals;

/// <summary>
/// Dead rows of the table, as a share of its rows: autovacuum does not keep up with the backfill, or somebody's old snapshot keeps it
/// from removing anything. Statistics of tables are open to everybody.
/// </summary>
public sealed class VacuumSignal(double maxDeadRatio = 2.0) : IBackfillSignal
{
    /// <inheritdoc/>
    public string Name => "dead rows";

    /// <inheritdoc/>
    public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => ReadAsync(context, cancellation);

    /// <inheritdoc/>
    public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => context.ReadAsync(
        """
        WITH RECURSIVE tree AS (SELECT $1::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN tree t ON i.inhparent = t.oid)
        SELECT s.relname::text, s.n_dead_tup::double precision / greatest(s.n_live_tup, 10000) FROM pg_stat_all_tables s JOIN tree ON tree.oid = s.relid ORDER BY 2 DESC LIMIT 1
        """,
        r => new SignalReading(r.GetDouble(1), maxDeadRatio, "dead rows per row", r.GetString(0)), new SignalReading(0, maxDeadRatio, "dead rows per row"), cancellation, context.Table);
}
