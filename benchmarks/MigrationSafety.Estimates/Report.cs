using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MigrationSafety.Estimates;

/// <summary>Measured against estimated, as a table for docs/estimates.md.</summary>
internal static class Report
{
    public static void Print(IReadOnlyList<Run> runs)
    {
        foreach (var purpose in new[] { Plan.Calibration, Plan.Test })
        {
            foreach (var group in runs.Where(r => r.Purpose == purpose).GroupBy(r => r.Major))
            {
                Summary(purpose, group.Key, [.. group]);
            }
        }

        Console.WriteLine();
        Console.WriteLine("| table | rows | statement | estimated | measured | |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var run in runs.Where(r => r.Purpose == Plan.Test))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {run.Shape} | {run.Rows:#,0} | {run.Operation} | {Estimation.Of(run)} | {Time(run.Milliseconds)} | {(IsHit(run) ? "" : "missed")} |"));
        }
    }

    private static void Summary(string purpose, int major, IReadOnlyList<Run> runs)
    {
        var errors = runs.Select(r => Math.Abs(Math.Log(r.Milliseconds / Middle(r)))).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{purpose}, PostgreSQL {major}: {runs.Count} runs over {runs.Select(r => r.Rows).Distinct().Count()} sizes, {runs.Count(IsHit)} within the range "
            + $"({100.0 * runs.Count(IsHit) / runs.Count:0.0} %), range high/low at most {runs.Max(Ratio):0.00}, "
            + $"median error factor {Math.Exp(errors[errors.Count / 2]):0.00}, largest {Math.Exp(errors[^1]):0.00}"));
    }

    private static bool IsHit(Run run) =>
        Estimation.Of(run) is var range && run.Milliseconds >= range.Low.TotalMilliseconds && run.Milliseconds <= range.High.TotalMilliseconds;

    private static double Ratio(Run run) => Estimation.Of(run) is var range ? range.High / range.Low : 0;

    private static double Middle(Run run) => Estimation.Of(run) is var range ? Math.Sqrt(range.Low.TotalMilliseconds * range.High.TotalMilliseconds) : 0;

    private static string Time(double milliseconds) => milliseconds < 1000
        ? milliseconds.ToString("0 ms", CultureInfo.InvariantCulture)
        : (milliseconds / 1000).ToString("0.0 s", CultureInfo.InvariantCulture);
}
