using System;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using MigrationSafety.Runtime.Engine;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>Keeps the last progress for health check and status page, and logs one line a minute.</summary>
internal sealed class HostedProgress(MigrationSafetyDatabase database, ILogger logger) : IProgress<BackfillProgress>
{
    private static readonly TimeSpan s_logged = TimeSpan.FromMinutes(1);
    private long _at;

    public void Report(BackfillProgress value)
    {
        // It runs: whatever kept it from doing so is over.
        database.Forgive(value.Name);
        database.Report(value);
        if (_at != 0 && Stopwatch.GetElapsedTime(_at) < s_logged)
        {
            return;
        }

        _at = Stopwatch.GetTimestamp();
        logger.LogInformation(
            "Backfill {Backfill}: pass {Pass} ({Phase}), {RowsDone} of about {EstimatedRows} rows, {RowsPerSecond:0} a second, {Remaining} left; {Waiting}",
            value.Name, value.Pass, value.Phase, value.RowsDone, value.EstimatedRows, value.RowsPerSecond, value.Remaining, value.Waiting ?? "nothing slows it down");
    }
}
