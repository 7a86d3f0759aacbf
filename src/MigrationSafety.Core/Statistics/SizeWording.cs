using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MigrationSafety.Core.Statistics;

/// <summary>Sizes as people say them: about 25 million rows, 3.1 GB.</summary>
internal static class SizeWording
{
    /// <summary>
    /// "On 2026-10-01 "orders" had about 25 million rows, 3.1 GB: 40 s to 2 min"; null where nothing is known.
    /// </summary>
    public static string? Describe(IReadOnlyList<TableStatistics> tables, DatabaseStatistics statistics, string? time) =>
        tables.Count == 0 ? null
        : "On " + (statistics.TakenAt is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "the day of the statistics") + " "
            + string.Join(" and ", tables.Select(static t => "\"" + t.Name + "\" had " + Of(t)))
            + (time is null ? "" : ": " + time);

    /// <summary>"about 25 million rows, 3.1 GB, 120 writes a second".</summary>
    public static string Of(TableStatistics table) =>
        Rows(table.Rows) + (table.Bytes is { } bytes ? ", " + Bytes(bytes) : "")
        + (table.WritesPerSecond is >= 1 and var writes ? ", " + writes.ToString("#,0", CultureInfo.InvariantCulture) + " writes a second" : "");

    public static string Rows(long rows) => rows switch
    {
        0 => "no rows",
        1 => "1 row",
        < 1_000 => rows.ToString(CultureInfo.InvariantCulture) + " rows",
        _ => "about " + Count(rows) + " rows",
    };

    /// <summary>In units of 1024, as pg_size_pretty.</summary>
    public static string Bytes(long bytes)
    {
        var units = new[] { "bytes", "kB", "MB", "GB", "TB", "PB", "EB" };
        double value = bytes;
        var unit = 0;
        while (value >= 1000 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return (value < 10 && unit > 0 ? value.ToString("0.#", CultureInfo.InvariantCulture) : Digits(value)) + " " + units[unit];
    }

    private static string Count(double rows) => TwoDigits(rows) switch
    {
        < 1e6 and var n => n.ToString("#,0", CultureInfo.InvariantCulture),
        < 1e9 and var n => (n / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " million",
        var n => (n / 1e9).ToString("#,0.#", CultureInfo.InvariantCulture) + " billion",
    };

    private static string Digits(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static double TwoDigits(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / unit) * unit;
    }
}
