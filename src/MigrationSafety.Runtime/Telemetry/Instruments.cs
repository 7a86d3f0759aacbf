using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Engine;

namespace MigrationSafety.Runtime.Telemetry;

/// <summary>The spans and instruments of the process. Tags are names only: never a key, a value or an expression.</summary>
internal static class Instruments
{
    private static readonly string s_version = typeof(Instruments).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource s_source = new(MigrationSafetyTelemetry.ActivitySourceName, s_version);
    private static readonly Meter s_meter = new(MigrationSafetyTelemetry.MeterName, s_version);
    private static readonly ConcurrentDictionary<RunTelemetry, bool> s_runs = new();

    public static readonly Counter<long> RowsScanned = s_meter.CreateCounter<long>("migration_safety.backfill.rows.scanned", "{row}", "Rows that batches of this process went through; the last batch of a range counts those that it wrote.");
    public static readonly Counter<long> RowsChanged = s_meter.CreateCounter<long>("migration_safety.backfill.rows.changed", "{row}", "Rows that batches of this process wrote.");
    public static readonly Counter<long> Batches = s_meter.CreateCounter<long>("migration_safety.backfill.batches", "{batch}", "Batches that this process committed.");
    public static readonly Histogram<double> BatchDuration = CreateBatchDuration();
    public static readonly Counter<double> Rest = s_meter.CreateCounter<double>("migration_safety.backfill.rest", "s", "Time that workers of this process rested, by the signal that made them.");

    static Instruments()
    {
        s_meter.CreateObservableGauge("migration_safety.backfill.rows.remaining", static () => s_runs.Keys.SelectMany(static run => run.Remaining()), "{row}", "Rows of the present pass that are left, over all processes, estimated.");
        s_meter.CreateObservableGauge("migration_safety.backfill.rows.quarantined", static () => s_runs.Keys.SelectMany(static run => run.Quarantined()), "{row}", "Rows that fail and were set apart.");
        s_meter.CreateObservableGauge("migration_safety.backfill.workers", static () => s_runs.Keys.SelectMany(static run => run.Workers()), "{worker}", "Workers over all processes.");
        s_meter.CreateObservableGauge("migration_safety.backfill.signal.value", static () => s_runs.Keys.SelectMany(static run => run.SignalValues()), null, "What a signal shows; its unit is a tag.");
        s_meter.CreateObservableGauge("migration_safety.backfill.signal.pressure", static () => s_runs.Keys.SelectMany(static run => run.SignalPressures()), "1", "What a signal shows, as a part of its limit: workers wait at 1.");
    }

    public static void Add(RunTelemetry run) => s_runs[run] = true;

    public static void Remove(RunTelemetry run) => s_runs.TryRemove(run, out _);

    public static Activity? StartRun(BackfillDefinition definition)
    {
        var activity = s_source.StartActivity("backfill");
        activity?.SetTag("migration_safety.backfill", definition.Name);
        activity?.SetTag("db.system.name", "postgresql");
        activity?.SetTag("db.collection.name", definition.Table);
        return activity;
    }

    public static Activity? StartRange(string backfill, RangeLease range)
    {
        var activity = s_source.StartActivity("backfill range");
        activity?.SetTag("migration_safety.backfill", backfill);
        activity?.SetTag("migration_safety.phase", range.Phase);
        activity?.SetTag("migration_safety.pass", range.Pass);
        activity?.SetTag("migration_safety.range", range.Id);
        return activity;
    }

    /// <summary>Marks the span as failed. False, so that it can stand in an exception filter.</summary>
    public static bool Fail(this Activity? activity, Exception error)
    {
        if (error is not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
        }

        return false;
    }

    // What a batch takes lies around its target of 50 ms, far below the default buckets.
    private static Histogram<double> CreateBatchDuration()
    {
        const string name = "migration_safety.backfill.batch.duration";
        const string description = "How long the statement of a batch took on the server.";
#if NET10_0_OR_GREATER
        return s_meter.CreateHistogram(name, "s", description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10] });
#else
        return s_meter.CreateHistogram<double>(name, "s", description);
#endif
    }
}
