using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Hosting;

namespace MigrationSafety.AspNetCore.Status;

/// <summary>What the page shows, as JSON.</summary>
internal sealed class StatusReport(IReadOnlyList<MigrationSafetyDatabase> databases, ProgressHistory history)
{
    private const int MostEvents = 30;
    private const int MostRows = 20;

    public async Task<object> ReadAsync(bool mayControl, CancellationToken cancellation)
    {
        var found = new List<object>();
        foreach (var database in databases)
        {
            found.Add(await ReadAsync(database, cancellation).ConfigureAwait(false));
        }

        return new { at = DateTimeOffset.UtcNow, mayControl, databases = found };
    }

    private async Task<object> ReadAsync(MigrationSafetyDatabase database, CancellationToken cancellation)
    {
        var problems = database.Failures.Values.Order(StringComparer.Ordinal).ToList();
        try
        {
            var all = await database.Control.ListAsync(cancellation).ConfigureAwait(false);
            var (waits, events) = await JournalAsync(database, problems, cancellation).ConfigureAwait(false);
            var backfills = new List<object>();
            foreach (var status in all)
            {
                var quarantine = status.Quarantined > 0 ? await QuarantineAsync(database, status.Name, cancellation).ConfigureAwait(false) : [];
                backfills.Add(Describe(database, status, waits.GetValueOrDefault(status.Name), quarantine, await GateAsync(database, status.Name, cancellation).ConfigureAwait(false)));
            }

            return new { database.Name, problems, backfills, events };
        }
        catch (BackfillException refused) when (refused.Problem == BackfillProblem.ControlSchema)
        {
            return new { database.Name, problems, backfills = Array.Empty<object>(), events = Array.Empty<BackfillEvent>() };
        }
        catch (Exception unknown) when (unknown is not OperationCanceledException)
        {
            problems.Add("The database cannot be asked: " + unknown.Message);
            return new { database.Name, problems, backfills = Array.Empty<object>(), events = Array.Empty<BackfillEvent>() };
        }
    }

    // Status is a function that an operator may call; the tables need a right of their own.
    private static async Task<(IReadOnlyDictionary<string, BackfillWait> Waits, IReadOnlyList<BackfillEvent> Events)> JournalAsync(MigrationSafetyDatabase database, List<string> problems, CancellationToken cancellation)
    {
        try
        {
            return (await database.Journal.WaitsAsync(cancellation).ConfigureAwait(false), await database.Journal.EventsAsync(null, MostEvents, cancellation).ConfigureAwait(false));
        }
        catch (BackfillException denied) when (denied.Problem == BackfillProblem.Privilege)
        {
            problems.Add("Signals, events and quarantine cannot be read: " + denied.Message);
            return (new Dictionary<string, BackfillWait>(), []);
        }
    }

    private static async Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(MigrationSafetyDatabase database, string backfill, CancellationToken cancellation)
    {
        try
        {
            return await database.Journal.QuarantineAsync(backfill, MostRows, cancellation).ConfigureAwait(false);
        }
        catch (BackfillException denied) when (denied.Problem == BackfillProblem.Privilege)
        {
            return [];
        }
    }

    // Null: the role may not ask.
    private static async Task<IReadOnlyList<string>?> GateAsync(MigrationSafetyDatabase database, string backfill, CancellationToken cancellation)
    {
        try
        {
            return await database.Control.GateAsync(backfill, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (BackfillException denied) when (denied.Problem == BackfillProblem.Privilege)
        {
            return null;
        }
    }

    private object Describe(MigrationSafetyDatabase database, BackfillStatus status, BackfillWait? wait, IReadOnlyList<QuarantinedRow> quarantine, IReadOnlyList<string>? gate)
    {
        var pace = history.PaceOf(database.Name, status.Name);
        var runs = status.State is "registered" or "running";
        return new
        {
            status.Name,
            status.Table,
            status.State,
            complete = status.IsComplete,
            paused = status.IsPaused,
            status.Reason,
            status.Phase,
            status.Pass,
            status.RowsDone,
            status.EstimatedRows,
            status.RowsChanged,
            status.HotRatio,
            status.Batches,
            status.Quarantined,
            status.Workers,
            status.MaxWorkers,
            targetBatchMilliseconds = status.TargetBatchTime.TotalMilliseconds,
            status.RestRatio,
            status.StartedAt,
            status.CompletedAt,
            status.VerifiedAt,
            status.ReleasedAt,
            status.ReleasedBy,
            releaseIsForced = status.IsForced,
            gate,
            waits = wait,
            // What this process's own workers see now, below the limit too.
            signal = runs ? database.ProgressOf(status.Name)?.Waiting : null,
            rowsPerSecond = runs ? pace.RowsPerSecond : null,
            secondsLeftAtLeast = runs ? pace.AtLeast?.TotalSeconds : null,
            secondsLeftAtMost = runs ? pace.AtMost?.TotalSeconds : null,
            history = history.Of(database.Name, status.Name).Select(static s => new { at = s.At.ToUnixTimeMilliseconds(), s.Pass, done = Math.Round(s.Done, 4), rowsPerSecond = Math.Round(s.RowsPerSecond, 1) }),
            quarantine,
        };
    }
}
