using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Signals;

namespace MigrationSafety.Runtime.Telemetry;

/// <summary>What one run of a backfill in this process tells the instruments, for as long as it lasts.</summary>
internal sealed class RunTelemetry : IDisposable
{
    // Exporters keep 128 events of a span by default.
    private const int MostEvents = 128;

    private readonly KeyValuePair<string, object?> _backfill;
    private readonly ConcurrentDictionary<string, SignalReading> _readings = new();
    private volatile BackfillStatus? _status;

    public RunTelemetry(string backfill)
    {
        _backfill = new("backfill", backfill);
        Instruments.Add(this);
    }

    public void Dispose() => Instruments.Remove(this);

    public void Batch(Activity? range, string phase, long rows, BatchOutcome outcome)
    {
        KeyValuePair<string, object?> tag = new("phase", phase);
        Instruments.RowsScanned.Add(rows, _backfill, tag);
        Instruments.RowsChanged.Add(outcome.Changed, _backfill, tag);
        Instruments.Batches.Add(1, _backfill, tag);
        Instruments.BatchDuration.Record(outcome.Milliseconds / 1000, _backfill, tag);
        if (range is { IsAllDataRequested: true } && range.Events.Count() < MostEvents)
        {
            range.AddEvent(new ActivityEvent("batch", tags: new ActivityTagsCollection { ["rows"] = rows, ["changed"] = outcome.Changed, ["milliseconds"] = outcome.Milliseconds }));
        }
    }

    /// <param name="signal">The signal that weighs most; null: the rest that the control tables ask for.</param>
    /// <param name="time">How long a worker rested.</param>
    public void Rest(string? signal, TimeSpan time) => Instruments.Rest.Add(time.TotalSeconds, _backfill, new("signal", signal ?? "rest ratio"));

    public void Read(string signal, SignalReading reading) => _readings[signal] = reading;

    public void Report(BackfillStatus status) => _status = status;

    public IEnumerable<Measurement<long>> Remaining() => OfStatus(static status => Math.Max(0, status.EstimatedRows - status.RowsDone));

    public IEnumerable<Measurement<long>> Quarantined() => OfStatus(static status => status.Quarantined);

    public IEnumerable<Measurement<long>> Workers() => OfStatus(static status => status.Workers);

    public IEnumerable<Measurement<double>> SignalValues() => _readings.Select(r => new Measurement<double>(r.Value.Value, _backfill, new("signal", r.Key), new("unit", r.Value.Unit)));

    public IEnumerable<Measurement<double>> SignalPressures() => _readings.Select(r => new Measurement<double>(r.Value.Pressure, _backfill, new("signal", r.Key)));

    private IEnumerable<Measurement<long>> OfStatus(Func<BackfillStatus, long> value) => _status is { } status ? [new(value(status), _backfill)] : [];
}
