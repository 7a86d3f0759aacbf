using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MigrationSafety.Runtime.Options;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

/// <summary>A database on a real server, and contexts whose migrations run on it.</summary>
public sealed class MigrationTest : IAsyncDisposable
{
    private readonly TestDatabase database;

    private readonly LoggerFactory loggers;

    private MigrationTest(TestDatabase database)
    {
        this.database = database;
        loggers = new LoggerFactory([new LogCollector(Log)]);
    }

    /// <summary>What all contexts of the test logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<MigrationTest> OnAsync(int major, string? schema = null)
    {
        var test = new MigrationTest(await (await PostgresServer.StartAsync(major)).CreateDatabaseAsync());
        if (schema is not null)
        {
            await test.ExecuteAsync(schema);
        }

        return test;
    }

    public TContext Context<TContext>(Func<MigrationSafetyOptions, MigrationSafetyOptions>? configure = null, bool safely = true)
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>()
            .UseNpgsql(database.ConnectionString)
            .UseLoggerFactory(loggers);
        if (safely)
        {
            builder.UseMigrationSafety(options => configure?.Invoke(Quick(options)) ?? Quick(options));
        }

        return (TContext)Activator.CreateInstance(typeof(TContext), builder.Options)!;
    }

    public async Task MigrateAsync<TContext>(
        Func<MigrationSafetyOptions, MigrationSafetyOptions>? configure = null, bool safely = true)
        where TContext : DbContext
    {
        await using var context = Context<TContext>(configure, safely);
        await context.Database.MigrateAsync();
    }

    public string ConnectionString => database.ConnectionString;

    /// <summary>Waits until a line like this was logged.</summary>
    public async Task UntilAsync(Func<string, bool> logged)
    {
        for (var i = 0; i < 400 && !Log.Any(logged); i++)
        {
            await Task.Delay(50);
        }

        Assert.Contains(Log, line => logged(line));
    }

    public Task ExecuteAsync(string sql) => database.ExecuteAsync(sql);

    public Task<NpgsqlConnection> OpenAsync() => database.OpenAsync();

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetValue(i).ToString())));
        }

        return rows;
    }

    /// <summary>A table's columns, constraints and indexes, a line each.</summary>
    public Task<List<string>> SchemaAsync(string table) => RowsAsync($"""
        SELECT line FROM (
          SELECT 1 AS kind, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS line
          FROM pg_attribute a WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped
          UNION ALL
          SELECT 2, conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE conrelid = '{table}'::regclass AND contype <> 'n'
          UNION ALL
          SELECT 3, pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END FROM pg_index WHERE indrelid = '{table}'::regclass
          UNION ALL
          SELECT 4, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND NOT tgisinternal
        ) s ORDER BY kind, line
        """);

    public ValueTask DisposeAsync()
    {
        loggers.Dispose();
        return database.DisposeAsync();
    }

    private static MigrationSafetyOptions Quick(MigrationSafetyOptions options) => options with
    {
        LockTimeout = TimeSpan.FromMilliseconds(200),
        LongestRest = TimeSpan.FromMilliseconds(400),
    };
}
