using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Benchmarks;

/// <summary>Time, WAL and buffers of one run.</summary>
internal sealed record Measurement(double Seconds, double WalBytesPerRow, double BuffersPerRow)
{
    public static async Task<Measurement> OfAsync(NpgsqlDataSource source, ItemsTable table, Func<Task> run)
    {
        var (wal, buffers) = await ReadAsync(source);
        var clock = Stopwatch.StartNew();
        await run();
        var seconds = clock.Elapsed.TotalSeconds;
        // Backends hand their counts over when they are idle for a second, or end.
        await Task.Delay(1500);
        var (walAfter, buffersAfter) = await ReadAsync(source);
        var missing = await table.MissingAsync();
        return missing == 0
            ? new(seconds, (walAfter - wal) / table.Rows, (buffersAfter - buffers) / table.Rows)
            : throw new InvalidOperationException($"{missing} rows are not filled: the figure would be of something else.");
    }

    public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    public static string Spread(double[] values, string format = "0.00") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Median(values).ToString(format, System.Globalization.CultureInfo.InvariantCulture)} ({values.Min().ToString(format, System.Globalization.CultureInfo.InvariantCulture)} to {values.Max().ToString(format, System.Globalization.CultureInfo.InvariantCulture)})");

    private static async Task<(double Wal, double Buffers)> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8, (SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database())::float8");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetDouble(0), reader.GetDouble(1));
    }
}
