using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Benchmarks;
using MigrationSafety.TestServers;
using Npgsql;

// usage: pairs <rows> <pairs> [contender]      time, WAL and buffers of a contender against the single UPDATE, in alternating pairs
//        sizes <rows,rows,...> <contender,...> the same contender on tables of several sizes
//        latency <rows>                        a client's latency beside each contender
//        Environment FULL_PAGE_WRITES=off: WAL without full-page images.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var fullPageWrites = Environment.GetEnvironmentVariable("FULL_PAGE_WRITES") ?? "on";
await using var server = await CrashingServer.StartAsync(18, "fsync=on", "full_page_writes=" + fullPageWrites, "shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=30min", "wal_compression=off", "max_parallel_workers_per_gather=0");
await using var source = NpgsqlDataSource.Create(server.ConnectionString);
var contenders = new Contenders(source).All;
switch (args)
{
    case ["pairs", var rows, var pairs, .. var rest]:
        await PairsAsync(long.Parse(rows), int.Parse(pairs), rest is [var name] ? name : "2 workers");
        return 0;
    case ["sizes", var sizes, var names]:
        await SizesAsync([.. sizes.Split(',').Select(long.Parse)], names.Split(';'));
        return 0;
    case ["latency", var rows]:
        await LatencyAsync(long.Parse(rows));
        return 0;
    default:
        Console.Error.WriteLine("usage: pairs <rows> <pairs> [contender] | sizes <rows,rows> <contender;contender> | latency <rows>");
        return 2;
}

async Task<Measurement> RunAsync(string contender, ItemsTable table)
{
    await table.CreateAsync();
    return await Measurement.OfAsync(source, table, contenders[contender]);
}

async Task PairsAsync(long rows, int pairs, string contender)
{
    var table = new ItemsTable(source, rows);
    var (ours, single) = (new List<Measurement>(), new List<Measurement>());
    await RunAsync(contender, new ItemsTable(source, 50_000));
    for (var i = 0; i < pairs; i++)
    {
        // Who begins changes, so that a drift of the machine helps neither.
        foreach (var isOurs in i % 2 == 0 ? new[] { true, false } : [false, true])
        {
            (isOurs ? ours : single).Add(await RunAsync(isOurs ? contender : "single UPDATE", table));
        }

        Console.WriteLine($"# pair {i + 1}: {contender} {ours[^1].Seconds:0.00} s, single UPDATE {single[^1].Seconds:0.00} s, WAL {ours[^1].WalBytesPerRow:0} and {single[^1].WalBytesPerRow:0} bytes a row");
    }

    double[] Ratios(Func<Measurement, double> value) => [.. ours.Zip(single, (a, b) => value(a) / value(b))];
    Console.WriteLine($"| {contender} / single UPDATE, {rows} rows, full_page_writes={fullPageWrites} | time {Measurement.Spread(Ratios(m => m.Seconds))} | WAL {Measurement.Spread(Ratios(m => m.WalBytesPerRow))} | buffers {Measurement.Spread(Ratios(m => m.BuffersPerRow))} |");
}

async Task SizesAsync(long[] sizes, string[] names)
{
    foreach (var rows in sizes)
    {
        foreach (var name in names)
        {
            var result = await RunAsync(name, new ItemsTable(source, rows));
            Console.WriteLine($"| {name} | {rows} | {result.Seconds:0.0} s | {result.Seconds / rows * 1e6:0.0} us a row | {result.WalBytesPerRow:0} WAL bytes a row | {result.BuffersPerRow:0.0} buffers a row |");
        }
    }
}

async Task LatencyAsync(long rows)
{
    var table = new ItemsTable(source, rows);
    Console.WriteLine("| beside | backfill s | p50 ms | p99 ms | max ms |");
    foreach (var name in new[] { "nothing", "single UPDATE", "loop, COMMIT each", "2 workers", "2 workers, resting", "1 worker" })
    {
        await table.CreateAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var running = name == "nothing" ? Task.CompletedTask : Task.Run(contenders[name]);
        var took = running.ContinueWith(_ => clock.Elapsed.TotalSeconds);
        var latencies = await new LatencyClient(source, rows, perSecond: 200, sessions: 8).RunAsync(running, TimeSpan.FromSeconds(name == "nothing" ? 10 : 2));
        await running;
        Console.WriteLine($"| {name} | {(name == "nothing" ? 0 : await took):0.0} | {LatencyClient.Describe(latencies)} |");
    }
}
