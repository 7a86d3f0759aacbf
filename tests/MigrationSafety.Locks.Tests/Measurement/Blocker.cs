using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>A session with an open transaction that makes others wait. It never waits itself.</summary>
internal sealed class Blocker : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private Blocker(NpgsqlConnection connection)
    {
        _connection = connection;
        ProcessId = connection.ProcessID;
    }

    public int ProcessId { get; }

    /// <summary>A transaction that has read something once, and no table of the case.</summary>
    public static async Task<Blocker> HoldSnapshotAsync(TestDatabase database)
    {
        var connection = await MeasuredServer.OpenAsync(database);
        await ExecuteAsync(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ");
        await ExecuteAsync(connection, "SELECT 1");
        return new Blocker(connection);
    }

    /// <summary>Locks every one of the tables that is free, as a writer does.</summary>
    public static async Task<Blocker> LockTablesAsync(TestDatabase database, IEnumerable<string> tables, string mode)
    {
        var connection = await MeasuredServer.OpenAsync(database);
        await ExecuteAsync(connection, "BEGIN");
        foreach (var table in tables)
        {
            // No query of the catalog here: its locks would last, and REINDEX DATABASE would wait for them.
            await ExecuteAsync(connection, "SAVEPOINT before");
            try
            {
                await ExecuteAsync(connection, $"LOCK TABLE ONLY {table} IN {mode} MODE NOWAIT");
            }
            catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UndefinedTable)
            {
                await ExecuteAsync(connection, "ROLLBACK TO before");
            }
        }

        return new Blocker(connection);
    }

    /// <summary>The sessions that this one waits for.</summary>
    public static async Task<HashSet<int>> BlockingAsync(NpgsqlConnection observer, int processId)
    {
        await using var command = new NpgsqlCommand($"SELECT unnest(pg_blocking_pids({processId}))", observer);
        await using var reader = await command.ExecuteReaderAsync();
        HashSet<int> blocking = [];
        while (await reader.ReadAsync())
        {
            blocking.Add(reader.GetInt32(0));
        }

        return blocking;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
