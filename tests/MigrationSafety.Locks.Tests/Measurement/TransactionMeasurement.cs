using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Cases;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>Measures a case in a transaction that is rolled back.</summary>
internal static class TransactionMeasurement
{
    private const string ScansOfThisTransaction = "pg_stat_get_xact_numscans(c.oid)";

    public static async Task<CaseOutcome> RunAsync(NpgsqlConnection connection, LockCase @case)
    {
        await ExecuteAsync(connection, "BEGIN");
        var before = await RelationRow.ReadAllAsync(connection, ScansOfThisTransaction);
        try
        {
            return await MeasureAsync(connection, @case, before);
        }
        catch (PostgresException error)
        {
            return new CaseOutcome { Existing = before, SqlState = error.SqlState, Error = error.MessageText };
        }
        finally
        {
            await ExecuteAsync(connection, "ROLLBACK");
        }
    }

    private static async Task<CaseOutcome> MeasureAsync(NpgsqlConnection connection, LockCase @case, Dictionary<uint, RelationRow> before)
    {
        if (@case.Session is { } session)
        {
            await ExecuteAsync(connection, session);
        }

        var observation = new Observation(before);
        connection.Notice += observation.OnNotice;
        try
        {
            await ExecuteAsync(connection, "SET LOCAL client_min_messages = debug1");
            await ExecuteAsync(connection, @case.SqlIn(connection.Database));
            await ExecuteAsync(connection, "SET LOCAL client_min_messages = warning");
        }
        finally
        {
            connection.Notice -= observation.OnNotice;
        }

        await PgLocks.ReadAsync(connection, "pg_backend_pid()", observation);
        var after = await RelationRow.ReadAllAsync(connection, ScansOfThisTransaction);
        var empty = await PgLocks.ReadEmptyAsync(connection);
        return new CaseOutcome { Existing = before, Relations = observation.Result(after, empty.Contains) };
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
