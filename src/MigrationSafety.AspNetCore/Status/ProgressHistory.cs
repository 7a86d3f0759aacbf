using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Hosting;

namespace MigrationSafety.AspNetCore.Status;

/// <summary>Notes how far running backfills are, for as long as the application lives: the control tables keep where they are, not where they were.</summary>
internal sealed class ProgressHistory(IReadOnlyList<MigrationSafetyDatabase> databases, TimeSpan interval, ILogger logger)
{
    private readonly object _lock = new();
    private readonly Dictionary<(string Database, string Backfill), Track> _tracks = [];

    /// <summary>Begins when the application has started, ends when it stops.</summary>
    public void Run(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _ = RunAsync(lifetime.ApplicationStopping));

    public IReadOnlyList<Sample> Of(string database, string backfill)
    {
        lock (_lock)
        {
            return _tracks.TryGetValue((database, backfill), out var track) ? track.Samples.ToArray() : [];
        }
    }

    /// <summary>Rows a second and the time left, as far as they are known.</summary>
    public (double? RowsPerSecond, TimeSpan? AtLeast, TimeSpan? AtMost) PaceOf(string database, string backfill)
    {
        lock (_lock)
        {
            return _tracks.TryGetValue((database, backfill), out var track) ? (track.Pace.RowsPerSecond, track.Pace.Remaining?.AtLeast, track.Pace.Remaining?.AtMost) : default;
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                foreach (var database in databases)
                {
                    await NoteAsync(database, cancellation).ConfigureAwait(false);
                }

                await Task.Delay(interval, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    private async Task NoteAsync(MigrationSafetyDatabase database, CancellationToken cancellation)
    {
        try
        {
            var all = await database.Control.ListAsync(cancellation).ConfigureAwait(false);
            var now = DateTimeOffset.UtcNow;
            lock (_lock)
            {
                foreach (var status in all)
                {
                    Note(database.Name, status, now);
                }
            }
        }
        catch (Exception unknown) when (unknown is not OperationCanceledException)
        {
            // The page says so itself; here it is a gap in the drawing.
            logger.LogDebug(unknown, "Progress of {Database} cannot be read", database.Name);
        }
    }

    private void Note(string database, BackfillStatus status, DateTimeOffset now)
    {
        var runs = status.State is "registered" or "running";
        if (!_tracks.TryGetValue((database, status.Name), out var track))
        {
            if (!runs)
            {
                return;
            }

            _tracks[(database, status.Name)] = track = new();
        }

        if (runs || track.Runs)
        {
            track.Add(status, now, runs);
        }
    }

    private sealed class Track
    {
        private const int Most = 720;
        private BackfillStatus? _last;
        private DateTimeOffset _at;

        public List<Sample> Samples { get; } = [];

        public BackfillPace Pace { get; } = new();

        public bool Runs { get; private set; }

        public void Add(BackfillStatus status, DateTimeOffset now, bool runs)
        {
            Runs = runs;
            Pace.Add(status, now);
            var moved = _last is { } last && last.Pass == status.Pass ? Math.Max(0, status.RowsDone - last.RowsDone) / (now - _at).TotalSeconds : 0;
            (_last, _at) = (status, now);
            var done = status.State == "completed" ? 1 : status.EstimatedRows == 0 ? 0 : Math.Min(0.999, (double)status.RowsDone / status.EstimatedRows);
            Samples.Add(new(now, status.Pass, done, moved));
            if (Samples.Count > Most)
            {
                Thin();
            }
        }

        // Half the points, so that days fit in; two speeds become their mean.
        private void Thin()
        {
            for (var i = 0; i + 1 < Samples.Count; i++)
            {
                Samples[i] = Samples[i + 1] with { RowsPerSecond = (Samples[i].RowsPerSecond + Samples[i + 1].RowsPerSecond) / 2 };
                Samples.RemoveAt(i + 1);
            }
        }
    }
}
