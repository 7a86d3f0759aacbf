using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Signals;
using MigrationSafety.Runtime.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>
/// Works on backfills. Any number of processes may run the same backfill at the same time: they share its ranges by leases in the
/// control tables, and it does not matter which of them ends when.
/// </summary>
public sealed class BackfillRunner
{
    private const int OldestServer = 12;

    private readonly NpgsqlDataSource _source;
    private readonly BackfillOptions _options;
    private readonly ILogger _logger;
    private readonly ControlSchema _schema;

    /// <summary>A runner on this database.</summary>
    public BackfillRunner(NpgsqlDataSource source, BackfillOptions? options = null, ILogger<BackfillRunner>? logger = null)
    {
        _source = source;
        _options = options ?? new();
        _logger = logger ?? NullLogger<BackfillRunner>.Instance;
        _schema = new(_options.ControlSchema);
    }

    /// <summary>
    /// Works until no row is left, or the backfill is cancelled from outside; then returns how it ended. A cancelled
    /// <paramref name="cancellation"/> ends this process's part after the batch in hand.
    /// </summary>
    /// <exception cref="BackfillException">It cannot start, or cannot go on; what was written stays and is checkpointed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<BackfillStatus> RunAsync(IBackfill backfill, IProgress<BackfillProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check();
        var definition = await backfill.DefineAsync(cancellation).ConfigureAwait(false);
        using var telemetry = new RunTelemetry(definition.Name);
        var run = new BackfillRun(_source, definition, _options, _schema, telemetry, _logger);
        var monitor = new SignalMonitor(run);
        await using (var session = await OpenFirstAsync(run, cancellation).ConfigureAwait(false))
        {
            await PrepareAsync(run, session, monitor, cancellation).ConfigureAwait(false);
        }

        using var activity = Instruments.StartRun(definition);
        try
        {
            await WorkAsync(run, monitor, progress, cancellation).ConfigureAwait(false);
            var status = await ReadStatusAsync(definition.Name, cancellation).ConfigureAwait(false);
            activity?.SetTag("migration_safety.state", status.State);
            return status;
        }
        catch (Exception error) when (activity.Fail(error))
        {
            throw;
        }
    }

    // The work is done by now: a connection of the pool that did not survive a crash of the server does not make it fail.
    private async Task<BackfillStatus> ReadStatusAsync(string backfill, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
                return (await BackfillControl.ReadStatusAsync(connection, _schema, backfill, cancellation).ConfigureAwait(false)).Single();
            }
            catch (Exception lost) when (tries < 20 && ErrorSorting.Sort(lost) is (ErrorKind.Retry or ErrorKind.Reconnect))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * tries), cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Check()
    {
        if (_options.Workers < 1)
        {
            throw new BackfillException(BackfillProblem.Definition, $"Workers is {_options.Workers}; a backfill needs at least one.");
        }

        if (_options.TargetBatchTime <= TimeSpan.Zero || _options.Lease <= TimeSpan.Zero || _options.StatementTimeout <= _options.TargetBatchTime || _options.LockTimeout <= TimeSpan.Zero)
        {
            throw new BackfillException(BackfillProblem.Definition, "TargetBatchTime, Lease and LockTimeout must be above zero, and StatementTimeout above TargetBatchTime.");
        }

        if (new NpgsqlConnectionStringBuilder(_source.ConnectionString).Multiplexing)
        {
            throw new BackfillException(BackfillProblem.Connection, "The data source multiplexes: its statements share sessions, and a worker needs one of its own. Build one without Multiplexing.");
        }
    }

    private async Task<Session> OpenFirstAsync(BackfillRun run, CancellationToken cancellation)
    {
        try
        {
            return await run.OpenAsync(cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException refused)
        {
            var at = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
            throw new BackfillException(BackfillProblem.Connection, $"Database \"{at.Database}\" on {at.Host}:{at.Port} cannot be reached as \"{at.Username}\": {refused.Message}", refused);
        }
    }

    private async Task PrepareAsync(BackfillRun run, Session session, SignalMonitor monitor, CancellationToken cancellation)
    {
        if (session.Major < OldestServer)
        {
            throw new BackfillException(BackfillProblem.Connection, $"The server is PostgreSQL {session.Connection.PostgreSqlVersion}; backfills need {OldestServer} or newer.");
        }

        await using (var recovery = new NpgsqlCommand("SELECT pg_is_in_recovery()", session.Connection))
        {
            if (await recovery.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
            {
                throw new BackfillException(BackfillProblem.Connection, $"The server at {session.Connection.Host} is a standby, which takes no writes. Connect to the primary (Target Session Attributes=primary).");
            }
        }

        await _schema.EnsureAsync(session.Connection, cancellation).ConfigureAwait(false);
        var definition = run.Definition;
        try
        {
            run.Learn(await new TableReader(session.Connection).ReadAsync(definition.Schema, definition.Table, cancellation).ConfigureAwait(false));
            if (definition.Copy is { } copy)
            {
                run.Target = await new TableReader(session.Connection).ReadAsync(copy.Schema, copy.Table, cancellation).ConfigureAwait(false);
            }

            await new DefinitionCheck(session.Connection, definition).RunAsync(run.Table, run.Target, cancellation).ConfigureAwait(false);
            await new Registration(run).RegisterAsync(session.Connection, cancellation).ConfigureAwait(false);
            await monitor.PrepareAsync(session, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var role = SqlIdentifier.Quote(new NpgsqlConnectionStringBuilder(_source.ConnectionString).Username ?? "");
            var remedy = denied.MessageText.Contains(_schema.Name, StringComparison.Ordinal) || denied.SchemaName == _schema.Name
                ? $" Run: GRANT USAGE ON SCHEMA {_schema.Sql} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_schema.Sql} TO {role}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {_schema.Sql} TO {role};"
                : $" GRANT the right to {role}.";
            throw new BackfillException(BackfillProblem.Privilege, $"Backfill \"{definition.Name}\": {denied.MessageText}.{remedy}", denied);
        }
    }

    private async Task WorkAsync(BackfillRun run, SignalMonitor monitor, IProgress<BackfillProgress>? progress, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // The first worker that finds nothing left, or the end in the control tables, ends the others: a signal may keep them waiting.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = monitor.RunAsync(over.Token);
        var reporting = new ProgressReporter(run).RunAsync(progress, ended, over.Token);
        try
        {
            var workers = Enumerable.Range(0, _options.Workers).Select(index => RunWorkerAsync(run, index, ended)).ToArray();
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watching, reporting).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static async Task RunWorkerAsync(BackfillRun run, int index, CancellationTokenSource ended)
    {
        // Off the caller's thread: workers must not take turns with it.
        await Task.Yield();
        await using var worker = new Worker(run, index);
        try
        {
            await worker.RunAsync(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Another worker is through, or failed and says so, or the caller wants an end.
        }
        catch (BackfillException stopped)
        {
            await StopAsync(run, stopped).ConfigureAwait(false);
            throw;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    // Other processes stop too: they would meet the same error.
    private static async Task StopAsync(BackfillRun run, BackfillException why)
    {
        try
        {
            await using var connection = await run.Source.OpenConnectionAsync().ConfigureAwait(false);
            await using var command = new NpgsqlCommand($"UPDATE {run.Schema.Sql}.backfill SET state = 'stopped', reason = $2 WHERE name = $1 AND state IN ('registered', 'running')", connection) { Parameters = { new() { Value = run.Definition.Name }, new() { Value = why.Message } } };
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            await run.Commands.LogAsync(connection, run.Definition.Name, "stopped", why.Message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException unreachable)
        {
            run.Logger.LogWarning(unreachable, "Backfill {Backfill} stops, and could not write down why", run.Definition.Name);
        }
    }
}
