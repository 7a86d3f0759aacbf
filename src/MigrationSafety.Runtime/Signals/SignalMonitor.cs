using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Errors;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MigrationSafety.Runtime.Signals;

/// <summary>Reads the signals in a session of its own. What cannot be read for a while makes the workers wait.</summary>
internal sealed class SignalMonitor(BackfillRun run)
{
    private readonly Dictionary<IBackfillSignal, (SignalReading? Reading, long At, string? Error)> _readings = [];
    private string? _lastReason;

    public async Task PrepareAsync(Session session, CancellationToken cancellation)
    {
        var context = Context(session);
        foreach (var signal in run.Options.Signals)
        {
            try
            {
                await signal.PrepareAsync(context, cancellation).ConfigureAwait(false);
                _readings[signal] = (null, Stopwatch.GetTimestamp(), null);
            }
            catch (PostgresException unreadable)
            {
                throw new BackfillException(BackfillProblem.Signal,
                    $"Signal \"{signal.Name}\" cannot be read: {unreadable.MessageText} ({unreadable.SqlState}). Give the role the right, or take \"{signal.Name}\" out of the signals.", unreadable);
            }
        }

        // Read before the first row, not after the first batches.
        await ReadAllAsync(session, cancellation).ConfigureAwait(false);
        run.Pacer.Set(Judge());
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        Session? session = null;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                session = await ReadAllAsync(session, cancellation).ConfigureAwait(false);
                run.Pacer.Set(Judge());
                await TellAsync(session, cancellation).ConfigureAwait(false);
                await Task.Delay(run.Options.SignalInterval, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The backfill is over.
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<Session?> ReadAllAsync(Session? session, CancellationToken cancellation)
    {
        foreach (var signal in run.Options.Signals)
        {
            try
            {
                if (session is null or { IsLost: true })
                {
                    session = await run.OpenAsync(cancellation).ConfigureAwait(false);
                }

                var reading = await signal.ReadAsync(Context(session), cancellation).ConfigureAwait(false);
                _readings[signal] = (reading, Stopwatch.GetTimestamp(), null);
                run.Telemetry.Read(signal.Name, reading);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Any error of any signal, one's own included: the reading grows old, and the workers wait.
                var (reading, at, _) = _readings[signal];
                _readings[signal] = (reading, at, error.Message);
                if (ErrorSorting.Sort(error) is ErrorKind.Reconnect && session is not null)
                {
                    await session.DisposeAsync().ConfigureAwait(false);
                    session = null;
                }
            }
        }

        return session;
    }

    private Verdict Judge()
    {
        var (heaviest, reason, heaviestSignal) = (0.0, "", (string?)null);
        foreach (var (signal, (reading, at, error)) in _readings)
        {
            var age = Stopwatch.GetElapsedTime(at);
            if (age > run.Options.SignalMaxAge)
            {
                return Verdict.Stop(string.Create(CultureInfo.InvariantCulture, $"{signal.Name}: not readable for {age.TotalSeconds:0} s ({error})"), signal.Name);
            }

            if (reading is not null && reading.Pressure > heaviest)
            {
                (heaviest, reason, heaviestSignal) = (reading.Pressure, $"{signal.Name}: {reading}", signal.Name);
            }
        }

        return Verdict.Of(heaviest, reason, heaviestSignal);
    }

    // Pauses and their ends go into the event log; what lies between is for metrics.
    private async Task TellAsync(Session? session, CancellationToken cancellation)
    {
        var verdict = run.Pacer.Verdict;
        var waits = double.IsPositiveInfinity(verdict.RestRatio) ? verdict.Reason : null;
        if ((waits is null) == (_lastReason is null))
        {
            return;
        }

        _lastReason = waits;
        var message = waits is null ? "goes on" : "waits: " + waits;
        run.Logger.LogInformation("Backfill {Backfill} {Message}", run.Definition.Name, message);
        try
        {
            if (session is { IsLost: false })
            {
                await run.Commands.LogAsync(session.Connection, run.Definition.Name, "signal", message, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception lost) when (ErrorSorting.Sort(lost) is ErrorKind.Retry or ErrorKind.Reconnect)
        {
            // Said in the log of the application.
        }
    }

    private SignalContext Context(Session session) => new(session.Connection, run.Definition.Name, run.Schema.Sql, run.Table.Oid, run.Table.QuotedName);
}
