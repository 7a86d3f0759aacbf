using System;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.Runtime.Tests.Support;

/// <summary>A database of a test's own on a real server.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Database(TestDatabase database)
    {
        _database = database;
        Source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public const int Newest = 18;

    public NpgsqlDataSource Source { get; }

    public string ConnectionString => _database.ConnectionString;

    public static async Task<Database> CreateAsync(string schema = "", int major = Newest)
    {
        var server = await PostgresServer.StartAsync(major);
        var database = new Database(await server.CreateDatabaseAsync());
        if (schema.Length > 0)
        {
            await database.ExecuteAsync(schema);
        }

        return database;
    }

    /// <summary>Runs a backfill with small ranges of time, so that tests are short.</summary>
    public Task<BackfillStatus> RunAsync(IBackfill backfill, Action<BackfillOptions>? configure = null, CancellationToken cancellation = default)
    {
        var options = new BackfillOptions { Workers = 2, TargetBatchTime = TimeSpan.FromMilliseconds(20) };
        configure?.Invoke(options);
        return new BackfillRunner(Source, options).RunAsync(backfill, null, cancellation);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _database.DisposeAsync();
    }
}
