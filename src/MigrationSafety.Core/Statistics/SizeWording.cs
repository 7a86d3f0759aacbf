using System;
using System.Globalization;

namespace MigrationSafety.Core.Statistics;

/// <summary>Sizes as people say them: about 25 million rows, 3.1 GB.</summary>
internal static class SizeWording
{
    /// <summary>"about 25 million rows, 3.1 GB".</summary>
    public static string Of(TableStatistics table) =>
        Rows(table.Rows) + (table.Bytes is { } bytes ? ", " + Bytes(bytes) : "");

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
