using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Control;

/// <summary>What the control tables have written down about backfills. Reading it takes SELECT on <c>backfill</c>, <c>event</c> and <c>quarantine</c>.</summary>
public sealed class BackfillJournal(NpgsqlDataSource source, string controlSchema = "migration_safety")
{
    private const string Waits = "waits: ";
    private readonly ControlSchema _schema = new(controlSchema);

    /// <summary>What happened last, the newest first.</summary>
    /// <param name="backfill">Of this one; null: of all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="BackfillException">There is no control schema, or the role may not; the message has the GRANT.</exception>
    public Task<IReadOnlyList<BackfillEvent>> EventsAsync(string? backfill = null, int limit = 50, CancellationToken cancellation = default) => ReadAsync(
        $"SELECT at, backfill, kind, message, role FROM {_schema.Sql}.event WHERE $1::text IS NULL OR backfill = $1 ORDER BY id DESC LIMIT $2",
        static r => new BackfillEvent(r.GetFieldValue<DateTimeOffset>(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4)), cancellation, Text(backfill), new() { Value = limit });

    /// <summary>Rows that were set apart, those that failed last first.</summary>
    /// <exception cref="BackfillException">There is no control schema, or the role may not; the message has the GRANT.</exception>
    public Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(string backfill, int limit = 50, CancellationToken cancellation = default) => ReadAsync(
        $"SELECT coalesce(relation::regclass::text, relation::text), key, sqlstate, message, at FROM {_schema.Sql}.quarantine WHERE backfill = $1 ORDER BY at DESC, key LIMIT $2",
        static r => new QuarantinedRow(r.GetString(0), r.GetFieldValue<string[]>(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4)), cancellation, Text(backfill), new() { Value = limit });

    /// <summary>The running backfills that a signal keeps waiting, by their names.</summary>
    /// <exception cref="BackfillException">There is no control schema, or the role may not; the message has the GRANT.</exception>
    public async Task<IReadOnlyDictionary<string, BackfillWait>> WaitsAsync(CancellationToken cancellation = default)
    {
        var last = await ReadAsync(
            $"""
            SELECT f.name, e.message, e.at FROM {_schema.Sql}.backfill f
            CROSS JOIN LATERAL (SELECT e.message, e.at FROM {_schema.Sql}.event e WHERE e.backfill = f.name AND e.kind = 'signal' ORDER BY e.id DESC LIMIT 1) e
            WHERE f.state IN ('registered', 'running')
            """,
            static r => (Name: r.GetString(0), Message: r.GetString(1), At: r.GetFieldValue<DateTimeOffset>(2)), cancellation).ConfigureAwait(false);
        var waits = new Dictionary<string, BackfillWait>(StringComparer.Ordinal);
        foreach (var (name, message, at) in last)
        {
            if (message.StartsWith(Waits, StringComparison.Ordinal))
            {
                waits[name] = new(message[Waits.Length..], at);
            }
        }

        return waits;
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var found = new List<T>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                found.Add(read(reader));
            }

            return found;
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new BackfillException(BackfillProblem.Privilege,
                $"{denied.MessageText}. Run: GRANT USAGE ON SCHEMA {_schema.Sql} TO the role; GRANT SELECT ON {_schema.Sql}.backfill, {_schema.Sql}.event, {_schema.Sql}.quarantine TO the role;", denied);
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            throw ControlRefusal.NoSchema(_schema, connection.Database, missing);
        }
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
