using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>The schema and the rows that the samples change; filled once for each server and copied.</summary>
internal static class BaseDatabase
{
    private const string Schema = """
        CREATE TABLE customers (id int PRIMARY KEY, name text);
        CREATE TABLE orders (id int PRIMARY KEY, customer_id int, total int, "Note" text, code int);
        CREATE INDEX ix_old ON orders ("Note");
        CREATE TABLE events (id int, at date NOT NULL, total int, customer_id int) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE events_rest PARTITION OF events DEFAULT;
        INSERT INTO customers SELECT g, 'c' || g FROM generate_series(1, 50) g;
        INSERT INTO orders SELECT g, 1 + g % 50, g, 'n' || g, g FROM generate_series(1, 2000) g;
        INSERT INTO events SELECT g, date '2026-01-01' + g, g, 1 + g % 50 FROM generate_series(1, 500) g;
        ANALYZE;
        """;

    private static readonly ConcurrentDictionary<int, Lazy<Task<string>>> Templates = new();

    public static async Task<TestDatabase> CopyAsync(int major)
    {
        var server = await PostgresServer.StartAsync(major);
        var template = await Templates.GetOrAdd(major, _ => new Lazy<Task<string>>(() => FillAsync(server))).Value;
        return await server.CreateDatabaseAsync(template);
    }

    private static async Task<string> FillAsync(PostgresServer server)
    {
        var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync(Schema);

        // A database that is being used cannot be copied.
        await using var pool = new NpgsqlConnection(database.ConnectionString);
        NpgsqlConnection.ClearPool(pool);
        return database.Name;
    }
}
