using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Cases;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>
/// Measures a case that refuses to run in a transaction block. It runs in a session of its own while other sessions hold
/// locks, so that it stops at each of its steps and shows what it holds and waits for.
/// </summary>
internal sealed class OutsideMeasurement
{
    // The first stops even what takes only SHARE UPDATE EXCLUSIVE; the next ones act like writers, which CONCURRENTLY waits for.
    private const string FirstBlockerMode = "SHARE UPDATE EXCLUSIVE";
    private const string NextBlockerMode = "ROW EXCLUSIVE";

    // VACUUM reads the table without counting as a scan.
    private const string ScansOfAllSessions = "pg_stat_get_numscans(c.oid) + pg_stat_get_vacuum_count(c.oid)";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TestDatabase _database;
    private readonly LockCase _case;
    private readonly int _major;

    private OutsideMeasurement(TestDatabase database, LockCase @case, int major)
    {
        _database = database;
        _case = @case;
        _major = major;
    }

    public static async Task<CaseOutcome> RunAsync(TestDatabase database, LockCase @case, int major)
    {
        var measurement = new OutsideMeasurement(database, @case, major);
        var inside = await measurement.RunInTransactionAsync();
        return await measurement.MeasureAsync() with { AllowedInTransaction = inside != PostgresErrorCodes.ActiveSqlTransaction };
    }

    private async Task<string?> RunInTransactionAsync()
    {
        await using var connection = await MeasuredServer.OpenAsync(_database);
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await using var command = new NpgsqlCommand(_case.SqlIn(_database.Name), connection, transaction);
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException error)
        {
            return error.SqlState;
        }
    }

    private async Task<CaseOutcome> MeasureAsync()
    {
        await using var observer = await MeasuredServer.OpenAsync(_database);
        var before = await RelationRow.ReadAllAsync(observer, ScansOfAllSessions);
        var observation = new Observation(before);
        var tables = before.Values.Where(row => row.Kind is 'r' or 'p').Select(row => row.Name).Order(StringComparer.Ordinal).ToList();
        var older = await Blocker.HoldSnapshotAsync(_database);
        var blocker = await Blocker.LockTablesAsync(_database, tables, FirstBlockerMode);
        var waitedForOlder = false;
        PostgresException? error;
        await using (var worker = await MeasuredServer.OpenAsync(_database))
        {
            worker.Notice += observation.OnNotice;
            var processId = worker.ProcessID;
            var statement = RunAsync(worker);
            var clock = Stopwatch.StartNew();
            while (!statement.IsCompleted && clock.Elapsed < Patience)
            {
                // In this order: once it waits, its locks stay as they are until a blocker goes.
                var blocking = await Blocker.BlockingAsync(observer, processId);
                await PgLocks.ReadAsync(observer, $"{processId}", observation);
                if (blocking.Contains(blocker.ProcessId))
                {
                    // The next one holds the statement at its next step; it skips tables that it would have to wait for.
                    var next = await Blocker.LockTablesAsync(_database, tables, NextBlockerMode);
                    await blocker.DisposeAsync();
                    blocker = next;
                }
                else if (blocking.Contains(older.ProcessId))
                {
                    waitedForOlder = true;
                    await older.DisposeAsync();
                }
                else
                {
                    await Task.Delay(1);
                }
            }

            await older.DisposeAsync();
            await blocker.DisposeAsync();
            error = await statement;
        }

        await WaitForStatisticsAsync();
        var after = await RelationRow.ReadAllAsync(observer, ScansOfAllSessions);
        var empty = await PgLocks.ReadEmptyAsync(observer);
        return new CaseOutcome
        {
            Existing = before,
            Relations = error is null ? observation.Result(after, empty.Contains) : [],
            SqlState = error?.SqlState,
            Error = error?.MessageText,
            WaitsForOlderTransactions = waitedForOlder,
        };
    }

    private async Task<PostgresException?> RunAsync(NpgsqlConnection worker)
    {
        try
        {
            // SET at the session: a SET before the statement in one command would be a transaction block.
            await using (var verbose = new NpgsqlCommand("SET client_min_messages = debug1", worker))
            {
                await verbose.ExecuteNonQueryAsync();
            }

            await using var command = new NpgsqlCommand(_case.SqlIn(_database.Name), worker);
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException error)
        {
            return error;
        }
    }

    // Up to 14 a collector process counts scans, and sessions report to it after they end.
    private Task WaitForStatisticsAsync() => _major < 15 ? Task.Delay(TimeSpan.FromMilliseconds(600)) : Task.CompletedTask;
}
