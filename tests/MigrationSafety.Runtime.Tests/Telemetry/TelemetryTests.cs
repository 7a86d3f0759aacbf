using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Signals;
using MigrationSafety.Runtime.Telemetry;
using MigrationSafety.Runtime.Tests.Support;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Telemetry;

/// <summary>What a listener hears of a backfill. Other tests run beside this one: only its own backfill's name counts.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Rows_batches_rests_and_what_is_left_are_measured()
    {
        var name = "measured-" + Guid.NewGuid().ToString("N");
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 20000) i");
        var heard = new ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == MigrationSafetyTelemetry.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        void Hear(string instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var known = new Dictionary<string, object?>(tags.ToArray());
            if (known["backfill"] as string == name)
            {
                heard.Enqueue((instrument, value, known));
            }
        }

        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Hear(i.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Hear(i.Name, value, tags));
        listener.Start();

        var running = database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id"), name), o => (o.Signals, o.SignalInterval, o.RestRatio) = ([new Heat()], TimeSpan.FromMilliseconds(50), 20));
        while (!running.IsCompleted)
        {
            listener.RecordObservableInstruments();
            await Task.Delay(50);
        }

        var status = await running;
        listener.RecordObservableInstruments();
        var afterwards = heard.Count;
        listener.RecordObservableInstruments();

        double Sum(string instrument, string tag, string value) => heard.Where(h => h.Instrument == instrument && h.Tags[tag] as string == value).Sum(h => h.Value);
        Assert.Equal(20_000, Sum("migration_safety.backfill.rows.changed", "phase", "fill"));
        Assert.Equal(0, Sum("migration_safety.backfill.rows.changed", "phase", "verify"));
        // The last batch of a range has no known number of rows.
        Assert.InRange(Sum("migration_safety.backfill.rows.scanned", "phase", "verify"), 1_000, 25_000);
        Assert.Equal(status.Batches, heard.Where(h => h.Instrument == "migration_safety.backfill.batches").Sum(h => h.Value));
        Assert.Equal(status.Batches, heard.Count(h => h.Instrument == "migration_safety.backfill.batch.duration"));
        Assert.True(Sum("migration_safety.backfill.rest", "signal", "heat") > 0);
        Assert.Contains(heard, h => h.Instrument == "migration_safety.backfill.rows.remaining" && h.Value >= 0);
        Assert.Contains(heard, h => h is { Instrument: "migration_safety.backfill.signal.value", Value: 8 } && h.Tags["unit"] as string == "K");
        Assert.Contains(heard, h => h is { Instrument: "migration_safety.backfill.signal.pressure", Value: 0.8 });
        // A run that is over is no longer told of.
        Assert.Equal(afterwards, heard.Count);
    }

    [Fact]
    public async Task A_span_for_each_run_and_for_each_range_with_its_batches_as_events()
    {
        var name = "traced-" + Guid.NewGuid().ToString("N");
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 2000) i");
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MigrationSafetyTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("migration_safety.backfill") as string == name)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id"), name));

        var run = Assert.Single(ended, a => a.OperationName == "backfill");
        var ranges = ended.Where(a => a.OperationName == "backfill range").ToList();
        Assert.Equal("completed", run.GetTagItem("migration_safety.state"));
        Assert.All(ranges, range => Assert.Equal(run.SpanId, range.ParentSpanId));
        Assert.Contains(ranges, range => range.GetTagItem("migration_safety.phase") as string == "fill");
        Assert.Contains(ranges, range => range.GetTagItem("migration_safety.phase") as string == "verify");
        var events = ranges.Where(range => range.GetTagItem("migration_safety.phase") as string == "fill").SelectMany(range => range.Events);
        Assert.Equal(2000L, events.Sum(e => (long)e.Tags.Single(t => t.Key == "changed").Value!));
    }

    [Fact]
    public async Task A_run_that_fails_marks_its_spans()
    {
        var name = "failed-" + Guid.NewGuid().ToString("N");
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 2000) i");
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MigrationSafetyTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await Assert.ThrowsAsync<MigrationSafety.Runtime.Errors.BackfillException>(() =>
            database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id / (id - id)"), name), o => o.MaxQuarantined = 0));

        var own = ended.Where(a => a.GetTagItem("migration_safety.backfill") as string == name).ToList();
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(own, a => a.OperationName == "backfill").Status);
        Assert.Contains(own, a => a.OperationName == "backfill range" && a.Status == ActivityStatusCode.Error);
    }

    /// <summary>Between half its limit and the limit: workers rest.</summary>
    private sealed class Heat : IBackfillSignal
    {
        public string Name => "heat";

        public Task PrepareAsync(SignalContext context, CancellationToken cancellation) => Task.CompletedTask;

        public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) => Task.FromResult(new SignalReading(8, 10, "K"));
    }
}
