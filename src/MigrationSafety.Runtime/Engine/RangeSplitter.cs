using System;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Halves the longest range that another worker is in, so that the last range does not keep one worker while the others watch.</summary>
internal sealed class RangeSplitter(BackfillRun run)
{
    private readonly string _schema = run.Schema.Sql;

    /// <summary>Leaves a new range to be claimed; false where nothing is long enough.</summary>
    public async Task<bool> TrySplitAsync(Session session, long leastRows, CancellationToken cancellation)
    {
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        // The row lock keeps the owner's next batch out until the new end is written; its fence then finds the range split.
        var found = new Statement();
        found.Text = $"""
            SELECT r.id, r.pass, r.phase, r.relation, r.lower_key, r.upper_key, r.position, r.estimated_rows, r.rows_done
            FROM {_schema}.backfill_range r JOIN {_schema}.backfill f ON f.name = r.backfill AND f.pass = r.pass
            WHERE r.backfill = {found.Value(run.Definition.Name)} AND NOT r.done AND r.token IS NOT NULL AND f.state = 'running' AND NOT f.paused
              AND r.estimated_rows - r.rows_done > {found.Value(leastRows)}
              AND NOT EXISTS (SELECT FROM {_schema}.backfill_range o WHERE o.backfill = f.name AND o.pass = f.pass AND NOT o.done AND o.token IS NULL)
            ORDER BY r.estimated_rows - r.rows_done DESC LIMIT 1 FOR NO KEY UPDATE OF r
            """;
        RangeLease held;
        await using (var command = found.ToCommand(session.Connection, transaction))
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                return false;
            }

            held = new(reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<uint>(3), Texts(reader, 4), Texts(reader, 5), Texts(reader, 6), false, Guid.Empty, reader.GetInt64(7), reader.GetInt64(8));
        }

        var remaining = held.EstimatedRows - held.RowsDone;
        if (await run.FindRelationAsync(session, held.Relation, again: false, cancellation).ConfigureAwait(false) is not { } relation
            || await MiddleAsync(session.Connection, transaction, relation, held, remaining, cancellation).ConfigureAwait(false) is not { } middle)
        {
            return false;
        }

        var sql = new Statement();
        sql.Text = $"""
            WITH cut AS (UPDATE {_schema}.backfill_range SET upper_key = {sql.Texts(middle)}, estimated_rows = {sql.Value(held.RowsDone + remaining / 2)} WHERE id = {sql.Value(held.Id)} RETURNING *)
            INSERT INTO {_schema}.backfill_range (backfill, pass, phase, relation, filenode, lower_key, upper_key, estimated_rows)
            SELECT backfill, pass, phase, relation, filenode, {sql.Texts(middle)}, {sql.Texts(held.Upper)}, {sql.Value(remaining - (remaining / 2))} FROM cut
            """;
        await using var write = sql.ToCommand(session.Connection, transaction);
        await write.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task<string[]?> MiddleAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Relation relation, RangeLease held, long remaining, CancellationToken cancellation)
    {
        if (relation.Key.IsRowAddress)
        {
            var (from, to) = (RowAddress.Parse(held.Start!), RowAddress.Parse(held.Upper!));
            return to.Block - from.Block < 2 ? null : new RowAddress(from.Block + ((to.Block - from.Block) / 2), 0).ToKey();
        }

        var batch = new BatchSql(run.Definition, run.Table, run.Target, relation);
        await using var command = batch.NthKey(held.Start, held.Upper, remaining / 2).ToCommand(connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? relation.Key.Read(reader) : null;
    }

    private static string[]? Texts(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<string[]>(column);
}
