using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Cases;
using MigrationSafety.Locks.Tests.Schema;
using MigrationSafety.Locks.Tests.Servers;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>Runs all cases on the server of one major version, once for each test process.</summary>
internal static class MeasuredServer
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<IReadOnlyDictionary<string, Task<CaseOutcome>>>>> Outcomes = new();

    public static async Task<CaseOutcome> OutcomeAsync(int major, LockCase @case)
    {
        // The first question starts every server, so that they share the machine's cores.
        foreach (var selected in TestedMajors.Selected)
        {
            _ = MeasureOnce(selected);
        }

        return await (await MeasureOnce(major))[@case.Id];
    }

    /// <summary>A session of its own. Type names are not needed, and reading them would take longer than most cases.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Server Compatibility Mode=NoTypeLoading");
        await connection.OpenAsync();
        return connection;
    }

    private static Task<IReadOnlyDictionary<string, Task<CaseOutcome>>> MeasureOnce(int major) =>
        Outcomes.GetOrAdd(major, static m => new Lazy<Task<IReadOnlyDictionary<string, Task<CaseOutcome>>>>(() => Task.Run(() => MeasureAsync(m)))).Value;

    private static async Task<IReadOnlyDictionary<string, Task<CaseOutcome>>> MeasureAsync(int major)
    {
        var server = await PostgresServer.StartAsync(major);
        await using var template = await server.CreateDatabaseAsync();
        await FillAsync(template, major);
        await using var shared = await server.CreateDatabaseAsync(template.Name);
        await using var connection = await OpenAsync(shared);

        var outcomes = new Dictionary<string, Task<CaseOutcome>>();
        foreach (var @case in LockCases.For(major))
        {
            var outcome = @case is { Setup: null, Outside: false }
                ? TransactionMeasurement.RunAsync(connection, @case)
                : MeasureAloneAsync(server, template, @case);
            // One after the other; an exception belongs to the test of this case, not to all of them.
            await Task.WhenAny(outcome);
            outcomes[@case.Id] = outcome;
        }

        return outcomes;
    }

    private static async Task<CaseOutcome> MeasureAloneAsync(PostgresServer server, TestDatabase template, LockCase @case)
    {
        await using var database = await server.CreateDatabaseAsync(template.Name);
        await using (var connection = await OpenAsync(database))
        {
            if (@case.Setup is { } setup)
            {
                await using var command = new NpgsqlCommand(setup, connection);
                await command.ExecuteNonQueryAsync();
            }

            if (!@case.Outside)
            {
                return await TransactionMeasurement.RunAsync(connection, @case);
            }
        }

        return await OutsideMeasurement.RunAsync(database, @case, server.Major);
    }

    private static async Task FillAsync(TestDatabase template, int major)
    {
        await using var connection = await OpenAsync(template);
        // An in-place tablespace needs no directory of its own on the server's machine.
        foreach (var sql in new[]
                 {
                     "SET allow_in_place_tablespaces = on",
                     "DROP TABLESPACE IF EXISTS spare",
                     "CREATE TABLESPACE spare LOCATION ''",
                     BaseSchema.Ddl(major),
                     BaseSchema.Rows(major),
                 })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
