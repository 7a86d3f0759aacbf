using System;
using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Runtime.Control;

/// <summary>
/// Speed and time left, from a backfill's status looked at again and again. The range is what the last minutes themselves showed: their slowest
/// and their fastest sixth.
/// </summary>
public sealed class BackfillPace
{
    private const int Slices = 6;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(3);

    private readonly List<(DateTimeOffset At, long Rows)> _samples = [];
    private BackfillStatus? _last;

    /// <summary>Rows of the present pass in a second; null: not known yet.</summary>
    public double? RowsPerSecond { get; private set; }

    /// <summary>Time left of the present pass, at the fastest and at the slowest; null: not known, or nothing moves. An unknown end is null in the range.</summary>
    public (TimeSpan AtLeast, TimeSpan? AtMost)? Remaining { get; private set; }

    /// <summary>Adds what the control tables say now.</summary>
    public void Add(BackfillStatus status, DateTimeOffset at)
    {
        if (_last is { } last && (last.Name != status.Name || last.Pass != status.Pass || status.RowsDone < last.RowsDone))
        {
            _samples.Clear();
        }

        _last = status;
        _samples.Add((at, status.RowsDone));
        // One sample at the window's edge stays, so that the window is full.
        while (_samples.Count > 2 && at - _samples[1].At >= s_window)
        {
            _samples.RemoveAt(0);
        }

        (RowsPerSecond, Remaining) = (null, null);
        var span = at - _samples[0].At;
        if (status.State is "registered" or "running" && span >= s_least)
        {
            RowsPerSecond = (status.RowsDone - _samples[0].Rows) / span.TotalSeconds;
            // More rows than were estimated: nobody knows how many.
            Remaining = status.RowsDone < status.EstimatedRows ? Left(status.EstimatedRows - status.RowsDone, span) : null;
        }
    }

    private (TimeSpan AtLeast, TimeSpan? AtMost)? Left(long rows, TimeSpan span)
    {
        var start = _samples[0].At;
        var slice = span / Slices;
        var speeds = Enumerable.Range(0, Slices).Select(i => (RowsAt(start + (slice * (i + 1))) - RowsAt(start + (slice * i))) / slice.TotalSeconds).ToList();
        var (slowest, fastest) = (speeds.Min(), speeds.Max());
        return fastest <= 0 ? null : (Time(rows / fastest), slowest <= 0 ? null : Time(rows / slowest));
    }

    // Between two samples rows are taken to come evenly.
    private double RowsAt(DateTimeOffset at)
    {
        var next = _samples.FindIndex(s => s.At >= at);
        if (next <= 0)
        {
            return next == 0 ? _samples[0].Rows : _samples[^1].Rows;
        }

        var (before, after) = (_samples[next - 1], _samples[next]);
        return before.Rows + ((after.Rows - before.Rows) * ((at - before.At) / (after.At - before.At)));
    }

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
}
