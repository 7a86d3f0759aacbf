using System;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Sends one batch: one transaction, one round trip. Its end is looked up by the batch before it.</summary>
internal sealed class BatchRunner(ControlCommands commands, BackfillOptions options)
{
    /// <param name="session">The worker's session.</param>
    /// <param name="batch">The statements of the relation.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="held">The range; the batch begins above its start.</param>
    /// <param name="end">The last key of the batch; the range's upper key ends it.</param>
    /// <param name="isLast">Whether the range is done with it.</param>
    /// <param name="rows">Rows between its keys, where known.</param>
    /// <param name="next">Rows of the batch that follows.</param>
    /// <param name="earlier">The batch before, whose HOT updates and time are known only now.</param>
    public async Task<BatchOutcome> SendAsync(
        Session session, BatchSql batch, Relation relation, RangeLease held, string[]? end, bool isLast, long rows, long next, BatchOutcome? earlier)
    {
        await using var request = new NpgsqlBatch(session.Connection) { Timeout = ClientTimeout };
        // Before the fence: no lock is held while it reads.
        var looksAhead = !isLast && !relation.Key.IsRowAddress;
        if (looksAhead)
        {
            request.BatchCommands.Add(batch.NthKey(end, held.Upper, next).ToBatchCommand());
        }

        request.BatchCommands.Add(commands.Fence(held).ToBatchCommand());
        request.BatchCommands.Add(Write(batch, relation, held, end, isLast, rows, earlier).ToBatchCommand());
        // Triggers that fire at the end of a statement (foreign keys among them) have run by now.
        request.BatchCommands.Add(Finish(held).ToBatchCommand());

        // Not cancelled: a batch is short, and its outcome must be known.
        await using var reader = await request.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        string[]? nextEnd = null;
        if (looksAhead)
        {
            nextEnd = await reader.ReadAsync().ConfigureAwait(false) ? relation.Key.Read(reader) : null;
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        await reader.ReadAsync().ConfigureAwait(false);
        var (started, target, rest) = (reader.GetDateTime(0), reader.GetInt32(1), reader.GetDouble(2));
        var (updatedBefore, hotBefore) = (reader.GetInt64(3), reader.GetInt64(4));
        await reader.NextResultAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        var changed = reader.GetInt64(0);
        await reader.NextResultAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        var (ended, updated, hot) = (reader.GetDateTime(0), reader.GetInt64(1), reader.GetInt64(2));
        // The commit's own error (a deferred constraint) comes after the last result.
        await reader.NextResultAsync().ConfigureAwait(false);
        return new(changed, Math.Min(changed, updated > updatedBefore ? hot - hotBefore : 0), (ended - started).TotalMilliseconds, nextEnd, target, rest);
    }

    /// <summary>Steps over the one row that fails, and writes it down.</summary>
    public async Task QuarantineAsync(Session session, Relation relation, RangeLease held, string backfill, string[] key, bool isLast, PostgresException error)
    {
        await using var request = new NpgsqlBatch(session.Connection) { Timeout = ClientTimeout };
        request.BatchCommands.Add(commands.Fence(held).ToBatchCommand());
        request.BatchCommands.Add(commands.Quarantine(held, backfill, key, error).ToBatchCommand());
        var sql = new Statement();
        sql.Text = "SELECT " + commands.Checkpoint(sql, held, relation, key, 1, "0", 0, 0, isLast);
        request.BatchCommands.Add(sql.ToBatchCommand());
        await request.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>Where a batch of so many rows ends; null: at the end of the range.</summary>
    public async Task<string[]?> FindEndAsync(Session session, BatchSql batch, Relation relation, RangeLease held, long rows, CancellationToken cancellation)
    {
        await using var command = batch.NthKey(held.Start, held.Upper, rows).ToCommand(session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? relation.Key.Read(reader) : null;
    }

    // The server's own limit comes first; this one is for a server that does not answer at all.
    private int ClientTimeout => (int)options.StatementTimeout.TotalSeconds + 10;

    private Statement Write(BatchSql batch, Relation relation, RangeLease held, string[]? end, bool isLast, long rows, BatchOutcome? earlier)
    {
        var sql = new Statement();
        var compares = held.IsVerifying && options.Verification == Runtime.Verification.VerificationMode.Report;
        var work = compares ? batch.Differences(sql, held.Start, end) : batch.Write(sql, held.Start, end, held.IsVerifying);
        var checkpoint = commands.Checkpoint(sql, held, relation, end, rows, "(SELECT count(*) FROM changed)", earlier?.HotUpdates ?? 0, earlier?.Milliseconds ?? 0, isLast);
        sql.Text = $"WITH changed AS ({work}) SELECT {checkpoint}";
        return sql;
    }

    private static Statement Finish(RangeLease held)
    {
        var sql = new Statement();
        var relation = sql.Oid(held.Relation);
        sql.Text = $"SELECT clock_timestamp(), pg_stat_get_xact_tuples_updated({relation}), pg_stat_get_xact_tuples_hot_updated({relation})";
        return sql;
    }
}
