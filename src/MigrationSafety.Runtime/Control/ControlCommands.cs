using System;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Engine;
using Npgsql;

namespace MigrationSafety.Runtime.Control;

/// <summary>The calls of workers into the control schema's functions. Each is one statement and its own transaction, or part of a batch.</summary>
internal sealed class ControlCommands(ControlSchema schema, TimeSpan lease)
{
    private const string LeaseColumns = "id, pass, phase, relation, lower_key, upper_key, position, done, token, estimated_rows, rows_done";

    public async Task<RangeLease?> ClaimAsync(NpgsqlConnection connection, string backfill, string worker, CancellationToken cancellation)
    {
        var sql = new Statement();
        sql.Text = $"SELECT {LeaseColumns} FROM {schema.Sql}.claim_range({sql.Value(backfill)}, {sql.Value(Guid.NewGuid())}, {sql.Value(worker)}, {sql.Interval(lease)})";
        return await ReadLeaseAsync(sql, connection, cancellation).ConfigureAwait(false);
    }

    /// <summary>The range under a new token in this session, or null where it is another worker's or done.</summary>
    public async Task<RangeLease?> ResumeAsync(NpgsqlConnection connection, RangeLease held, CancellationToken cancellation)
    {
        var sql = new Statement();
        sql.Text = $"SELECT {LeaseColumns} FROM {schema.Sql}.resume_range({sql.Value(held.Id)}, {sql.Value(held.Token)}, {sql.Value(Guid.NewGuid())}, {sql.Interval(lease)})";
        return await ReadLeaseAsync(sql, connection, cancellation).ConfigureAwait(false);
    }

    public async Task<bool> RenewAsync(NpgsqlConnection connection, RangeLease held, CancellationToken cancellation)
    {
        var sql = new Statement();
        sql.Text = $"SELECT {schema.Sql}.renew_lease({sql.Value(held.Id)}, {sql.Value(held.Token)}, {sql.Interval(lease)})";
        await using var command = sql.ToCommand(connection);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true;
    }

    public async Task ReleaseAsync(NpgsqlConnection connection, RangeLease held, CancellationToken cancellation)
    {
        var sql = new Statement();
        sql.Text = $"SELECT {schema.Sql}.release_range({sql.Value(held.Id)}, {sql.Value(held.Token)})";
        await using var command = sql.ToCommand(connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public Statement Fence(RangeLease held)
    {
        var sql = new Statement();
        sql.Text = $"SELECT started, target_batch_ms, rest_ratio, updated, hot FROM {schema.Sql}.fence({sql.Value(held.Id)}, {sql.Value(held.Token)}, {sql.Texts(held.Upper)})";
        return sql;
    }

    /// <summary>The call of checkpoint, over a statement with the rows that were changed.</summary>
    public string Checkpoint(Statement sql, RangeLease held, Relation relation, string[]? position, long rows, string changed, long hot, double milliseconds, bool done) =>
        $"{schema.Sql}.checkpoint({sql.Value(held.Id)}, {sql.Value(held.Token)}, {sql.Value(relation.QuotedName)}, {sql.Texts(position)}, {sql.Value(rows)}, {changed}, {sql.Value(hot)}, {sql.Value(milliseconds)}, {sql.Value(done)}, {sql.Interval(lease)})";

    /// <summary>Writes the failing row down, as part of the transaction that steps over it.</summary>
    public Statement Quarantine(RangeLease held, string backfill, string[] key, PostgresException error)
    {
        var sql = new Statement();
        // MessageText only: the detail of an error shows values of the row.
        sql.Text = $"""
            INSERT INTO {schema.Sql}.quarantine AS q (backfill, relation, key, pass, sqlstate, message)
            VALUES ({sql.Value(backfill)}, {sql.Oid(held.Relation)}, {sql.Texts(key)}, {sql.Value(held.Pass)}, {sql.Value(error.SqlState)}, {sql.Value(error.MessageText)})
            ON CONFLICT (backfill, relation, key) DO UPDATE SET pass = excluded.pass, sqlstate = excluded.sqlstate, message = excluded.message, at = now()
            """;
        return sql;
    }

    public async Task LogAsync(NpgsqlConnection connection, string backfill, string kind, string message, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"INSERT INTO {schema.Sql}.event (backfill, kind, message) VALUES ($1, $2, $3)", connection) { Parameters = { new() { Value = backfill }, new() { Value = kind }, new() { Value = message } } };
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<RangeLease?> ReadLeaseAsync(Statement sql, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = sql.ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false)
            ? new(reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<uint>(3), Texts(reader, 4), Texts(reader, 5), Texts(reader, 6), reader.GetBoolean(7), reader.GetGuid(8), reader.GetInt64(9), reader.GetInt64(10))
            : null;
    }

    private static string[]? Texts(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<string[]>(column);
}
