using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.Estimates;

/// <summary>Measures what is missing in the results file, in the order of the plan, until the time is up.</summary>
internal sealed class Measuring
{
    // As a small server is set up: PostgreSQL's own defaults, but a larger cache and room for WAL; durable, as production is.
    private static readonly string[] Settings =
        ["fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=2GB", "max_wal_size=4GB", "autovacuum=off"];

    private readonly NpgsqlConnection connection;
    private readonly string file;
    private readonly int major;

    private Measuring(NpgsqlConnection connection, string file, int major)
    {
        this.connection = connection;
        this.file = file;
        this.major = major;
    }

    public static async Task RunAsync(string file, int major, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var done = Run.ReadAll(file);
        var missing = Plan.All.Select(slice => (Slice: slice, Operations: Operation.For(slice.Shape)
            .Where(o => !done.Any(r => r.IsSame(slice.Purpose, major, slice.Shape.Name, slice.Rows, o.Name))).ToList()))
            .Where(m => m.Operations.Count > 0).ToList();
        if (missing.Count == 0)
        {
            Console.WriteLine("nothing is missing");
            return;
        }

        if (!await Machine.BecomesIdleAsync())
        {
            Console.WriteLine("the machine is busy; call again later");
            return;
        }

        var server = await PostgresServer.StartAsync(major, Settings);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Command Timeout=0;Pooling=false");
        await connection.OpenAsync();
        var measuring = new Measuring(connection, file, major);

        // The collation of most databases: a language's order, from the C library.
        await measuring.ExecuteAsync("CREATE COLLATION en (provider = libc, locale = 'en_US.UTF-8')");
        foreach (var (slice, operations) in missing.TakeWhile(_ => clock.Elapsed < limit))
        {
            if (!await measuring.SliceAsync(slice, operations, clock, limit))
            {
                Console.WriteLine("the machine is busy; call again later");
                break;
            }
        }

        Console.WriteLine($"{missing.Sum(m => m.Operations.Count)} runs were missing at the start; {clock.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>Times what docs/estimates.md tells users to time.</summary>
    public static async Task ProbeAsync(int major)
    {
        var server = await PostgresServer.StartAsync(major, Settings);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Command Timeout=0;Pooling=false");
        await connection.OpenAsync();
        var probe = new Measuring(connection, "", major);
        for (var i = 0; i < 5; i++)
        {
            await probe.ExecuteAsync("CREATE TABLE speed_probe AS SELECT i::bigint AS id, (random() * 100000)::int AS a FROM generate_series(1, 1000000) i");
            var time = Stopwatch.StartNew();
            await probe.ExecuteAsync("CREATE INDEX ON speed_probe (a)");
            await probe.ExecuteAsync("ALTER TABLE speed_probe ALTER COLUMN a TYPE bigint");
            Console.WriteLine($"{time.Elapsed.TotalMilliseconds:0} ms");
            await probe.ExecuteAsync("DROP TABLE speed_probe");
        }
    }

    /// <summary>False where others are at work.</summary>
    private async Task<bool> SliceAsync(Slice slice, List<Operation> operations, Stopwatch clock, TimeSpan limit)
    {
        await CreateAsync(slice);
        foreach (var operation in operations.TakeWhile(_ => clock.Elapsed < limit))
        {
            await ExecuteAsync("CHECKPOINT");
            if (!await Machine.BecomesIdleAsync())
            {
                return false;
            }

            var (heap, toast, indexes) = await SizesAsync();
            var (milliseconds, wasAlone) = await Machine.TimeAsync(connection.Host!, () => ExecuteAsync(operation.Sql));
            Console.WriteLine($"{slice.Purpose} {slice.Shape.Name} {slice.Rows}: {operation.Name} {milliseconds:0} ms{(wasAlone ? "" : ", does not count: somebody else was busy")}");
            if (wasAlone)
            {
                new Run(slice.Purpose, major, slice.Shape.Name, slice.Rows, heap, toast, indexes, operation.Name, milliseconds).AppendTo(file);
            }

            if (operation != operations[^1])
            {
                await ExecuteAsync(operation.Undo);
            }
        }

        await ExecuteAsync("DROP TABLE t, p");
        return true;
    }

    private async Task CreateAsync(Slice slice)
    {
        var shape = slice.Shape;
        await ExecuteAsync($"CREATE TABLE t ({shape.Columns})");
        await ExecuteAsync($"INSERT INTO t SELECT {shape.Values.Replace(" n ", $" {slice.Rows} ", StringComparison.Ordinal)} FROM generate_series(1, {slice.Rows}) i");
        await ExecuteAsync($"ALTER TABLE t ADD PRIMARY KEY ({shape.Key})");
        foreach (var column in shape.Indexes)
        {
            await ExecuteAsync($"CREATE INDEX ON t ({column})");
        }

        await ExecuteAsync($"CREATE TABLE p (id integer PRIMARY KEY)");
        await ExecuteAsync($"INSERT INTO p SELECT generate_series(0, {(slice.Rows / 10) + 1})");
        await ExecuteAsync("VACUUM ANALYZE t");
        await ExecuteAsync("VACUUM ANALYZE p");
    }

    private async Task<(long Heap, long Toast, string Indexes)> SizesAsync()
    {
        const string Query = """
            SELECT pg_relation_size(c.oid), CASE WHEN reltoastrelid = 0 THEN 0 ELSE pg_relation_size(reltoastrelid) END,
                   (SELECT string_agg(indexrelid::regclass || '=' || pg_relation_size(indexrelid), '|' ORDER BY indexrelid::regclass::text)
                    FROM pg_index WHERE indrelid = c.oid)
            FROM pg_class c WHERE oid = 't'::regclass
            """;
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
