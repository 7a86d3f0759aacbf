using System;
using System.Diagnostics;
using System.Globalization;

namespace MigrationSafety.PgParser.Benchmarks;

/// <summary>The parser under measurement, in this process or a fresh one.</summary>
internal static class OurProcess
{
    /// <summary>CPU microseconds of a fresh process from before the parser is loaded to its first answer.</summary>
    public static double FirstParse(string sql)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", typeof(OurProcess).Assembly.Location, "first", sql]) { RedirectStandardOutput = true })!;
        return double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
    }

    /// <summary>What the fresh process does.</summary>
    public static void RunFirstParse(string sql)
    {
        var start = Cpu();
        PostgresParser.Parse(sql);
        Console.WriteLine((Cpu() - start).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>CPU microseconds of one parse, on average.</summary>
    public static double Parse(string sql, int times)
    {
        var start = Cpu();
        for (var i = 0; i < times; i++)
        {
            PostgresParser.Parse(sql);
        }

        return (Cpu() - start) / times;
    }

    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalMicroseconds;
}
