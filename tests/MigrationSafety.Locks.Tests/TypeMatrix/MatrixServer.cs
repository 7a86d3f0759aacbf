using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Locks.Tests.Measurement;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.Locks.Tests.TypeMatrix;

/// <summary>One ALTER COLUMN TYPE on one table of the matrix.</summary>
internal sealed record MatrixStatement(MatrixTable Table, string From, string To, string Sql);

/// <summary>What a server did with it; the error, or what happened to the table.</summary>
internal sealed record MatrixAnswer(string? SqlState, string? Message, bool Rewrites, bool Scans, bool RebuildsIndex, bool LocksPartner, bool ScansPartner);

/// <summary>A database with the matrix's tables; statements run in one session, each rolled back.</summary>
internal sealed class MatrixServer : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly NpgsqlConnection _connection;
    private int _batch;

    private MatrixServer(TestDatabase database, NpgsqlConnection connection)
    {
        _database = database;
        _connection = connection;
    }

    public static string Prelude { get; } = Read("prelude.sql");

    public static async Task<MatrixServer> StartAsync(int major)
    {
        var database = await (await PostgresServer.StartAsync(major)).CreateDatabaseAsync();
        var server = new MatrixServer(database, await MeasuredServer.OpenAsync(database));
        await server.ExecuteAsync("CREATE EXTENSION citext;" + Prelude + Read("measure.sql"));
        return server;
    }

    /// <summary>False where PostgreSQL refuses it: no operator class for an index, no STORED column before 12.</summary>
    public async Task<bool> CreateAsync(MatrixTable table)
    {
        try
        {
            await ExecuteAsync(table.Ddl);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    /// <summary>Runs the statements in the session's TimeZone; the answers in their order.</summary>
    public async Task<IReadOnlyList<MatrixAnswer>> RunAsync(string timeZone, IReadOnlyList<MatrixStatement> statements)
    {
        var batch = ++_batch;
        await ExecuteAsync($"SET timezone = '{timeZone}'");
        await using (var insert = new NpgsqlCommand(
            "INSERT INTO work SELECT ordinality, $1, sql, rel::regclass, nullif(partner, '')::regclass FROM unnest($2, $3, $4) WITH ORDINALITY AS w(sql, rel, partner)",
            _connection))
        {
            await ExecuteAsync("TRUNCATE work");
            insert.Parameters.AddWithValue(batch);
            insert.Parameters.AddWithValue(statements.Select(s => s.Sql).ToArray());
            insert.Parameters.AddWithValue(statements.Select(s => s.Table.Name).ToArray());
            insert.Parameters.AddWithValue(statements.Select(s => s.Table.Partner ?? "").ToArray());
            await insert.ExecuteNonQueryAsync();
        }

        var answers = new List<MatrixAnswer>();
        await using var command = new NpgsqlCommand("SELECT * FROM measure($1)", _connection) { CommandTimeout = 600 };
        command.Parameters.AddWithValue(batch);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            answers.Add(await reader.IsDBNullAsync(1)
                ? new MatrixAnswer(null, null, reader.GetBoolean(3), reader.GetBoolean(4), reader.GetString(5).Length > 0,
                    !await reader.IsDBNullAsync(6) && reader.GetString(6) == "AccessExclusive", reader.GetBoolean(7))
                : new MatrixAnswer(reader.GetString(1), reader.GetString(2), false, false, false, false, false));
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TypeMatrix", file));
}
