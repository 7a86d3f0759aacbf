using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>Asks the control tables until everything is ready; from then on nothing is asked any more.</summary>
internal sealed class Readiness(IEnumerable<MigrationSafetyDatabase> databases, ILogger<Readiness> logger) : IMigrationSafetyReadiness
{
    private static readonly TimeSpan s_sayAgain = TimeSpan.FromSeconds(30);

    private readonly MigrationSafetyDatabase[] _databases = [.. databases];
    private readonly ConcurrentDictionary<(string Database, string Backfill), BackfillReadiness> _ready = new();

    public async Task<IReadOnlyList<BackfillReadiness>> CheckAsync(CancellationToken cancellation)
    {
        var found = new List<BackfillReadiness>();
        foreach (var database in _databases)
        {
            foreach (var backfill in database.Options.ReadBackfills)
            {
                var state = _ready.TryGetValue((database.Name, backfill), out var known) ? known : await JudgeAsync(database, backfill, cancellation).ConfigureAwait(false);
                if (state.IsReady)
                {
                    _ready[(database.Name, backfill)] = state;
                }

                found.Add(state);
            }
        }

        return found;
    }

    public async Task WaitForReadyAsync(CancellationToken cancellation)
    {
        var interval = _databases.Length == 0 ? TimeSpan.Zero : _databases.Min(static d => d.Options.PollInterval);
        var (said, at) = ("", 0L);
        while (true)
        {
            string missing;
            try
            {
                var states = await CheckAsync(cancellation).ConfigureAwait(false);
                if (states.All(static s => s.IsReady))
                {
                    return;
                }

                missing = string.Join(' ', states.Where(static s => !s.IsReady).Select(static s => s.Message));
            }
            catch (Exception lost) when (ErrorSorting.Sort(lost) is ErrorKind.Retry or ErrorKind.Reconnect)
            {
                missing = lost.Message;
            }

            if (at == 0 || said != missing && Stopwatch.GetElapsedTime(at) > s_sayAgain)
            {
                logger.LogInformation("Not ready: {Missing}", missing);
                (said, at) = (missing, Stopwatch.GetTimestamp());
            }

            await Task.Delay(interval, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<BackfillReadiness> JudgeAsync(MigrationSafetyDatabase database, string backfill, CancellationToken cancellation)
    {
        BackfillReadiness Is(bool ready, string message) => new(database.Name, backfill, ready, $"Backfill \"{backfill}\" {message}.");
        var status = await ReadAsync(database, backfill, cancellation).ConfigureAwait(false);
        if (status is null)
        {
            return await IsEmptyAsync(database, backfill, cancellation).ConfigureAwait(false)
                ? Is(true, "has no rows to fill: its table is empty")
                : Is(false, "was never started in this database");
        }

        return status switch
        {
            { IsComplete: true } => Is(true, "is complete and verified"),
            { State: "completed", Quarantined: > 0 } => Is(false, string.Create(CultureInfo.InvariantCulture, $"is through, with {status.Quarantined:N0} rows in quarantine")),
            { State: "completed" } => Is(false, $"is through, but not verified{Why(status)}"),
            { State: "stopped" or "cancelled" } => Is(false, $"is {status.State} {At(status)}{Why(status)}"),
            { IsPaused: true } => Is(false, $"is paused {At(status)}{Why(status)}"),
            _ => Is(false, $"is {At(status)}{(database.ProgressOf(backfill)?.Waiting is { } waiting ? $", waiting for {waiting}" : "")}"),
        };
    }

    private static string At(BackfillStatus status) => status.Phase is null
        ? "at its start"
        : string.Create(CultureInfo.InvariantCulture, $"at {(status.EstimatedRows == 0 ? 0 : Math.Min(0.99, (double)status.RowsDone / status.EstimatedRows)):P0} of its {status.Phase} pass ({status.RowsDone:N0} of about {status.EstimatedRows:N0} rows)");

    private static string Why(BackfillStatus status) => status.Reason is { } reason ? ": " + reason.TrimEnd('.') : "";

    private static async Task<BackfillStatus?> ReadAsync(MigrationSafetyDatabase database, string backfill, CancellationToken cancellation)
    {
        try
        {
            return await database.Control.StatusAsync(backfill, cancellation).ConfigureAwait(false);
        }
        catch (BackfillException none) when (none is { Problem: BackfillProblem.ControlSchema, InnerException: PostgresException })
        {
            return null;
        }
    }

    // Nobody ran it, because there was nothing to do: a new database. Rows that come later are the trigger's or the default's.
    private static async Task<bool> IsEmptyAsync(MigrationSafetyDatabase database, string name, CancellationToken cancellation)
    {
        foreach (var (backfill, scope) in database.CreateBackfills())
        {
            await using (scope.ConfigureAwait(false))
            {
                if (backfill.Name == name)
                {
                    return await IsEmptyAsync(database, await backfill.DefineAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
                }
            }
        }

        return false;
    }

    private static async Task<bool> IsEmptyAsync(MigrationSafetyDatabase database, BackfillDefinition definition, CancellationToken cancellation)
    {
        var table = (definition.Schema is null ? "" : SqlIdentifier.Quote(definition.Schema) + ".") + SqlIdentifier.Quote(definition.Table);
        await using var command = database.DataSource.CreateCommand($"SELECT NOT EXISTS (SELECT FROM {table})");
        try
        {
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
