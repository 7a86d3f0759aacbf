using System;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Signals;

/// <summary>Where a signal is read: a session of its own on the server that the backfill runs on.</summary>
public sealed class SignalContext
{
    internal SignalContext(NpgsqlConnection connection, string backfill, string controlSchema, uint table, string tableName)
    {
        Connection = connection;
        Backfill = backfill;
        ControlSchema = controlSchema;
        Table = table;
        TableName = tableName;
    }

    /// <summary>The session.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The backfill's name.</summary>
    public string Backfill { get; }

    /// <summary>The schema of the control tables, as SQL.</summary>
    public string ControlSchema { get; }

    /// <summary>The table's oid.</summary>
    public uint Table { get; }

    /// <summary>The table's name, as SQL.</summary>
    public string TableName { get; }

    internal async Task<T> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, T none, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value is uint oid ? new NpgsqlParameter { Value = oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } : new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? read(reader) : none;
    }

    // Other sessions show pid and application_name to everybody, and the rest to members of pg_read_all_stats (pg_monitor is one).
    internal async Task RequireStatisticsAsync(string signal, CancellationToken cancellation)
    {
        var (may, role) = await ReadAsync("SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'), current_user::text", static r => (r.GetBoolean(0), r.GetString(1)), (false, ""), cancellation).ConfigureAwait(false);
        if (!may)
        {
            throw new BackfillException(BackfillProblem.Signal,
                $"Signal \"{signal}\" cannot be read by role \"{role}\". Run: GRANT pg_monitor TO {SqlIdentifier.Quote(role)}; or take \"{signal}\" out of the signals.");
        }
    }
}
