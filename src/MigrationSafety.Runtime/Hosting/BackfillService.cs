using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Errors;
using Npgsql;
using Polly;
using Polly.Retry;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>Works on a database's backfills until all are complete. Whatever happens to one of them, the application goes on.</summary>
internal sealed class BackfillService<TContext>(HostedDatabase<TContext> hosted, ILoggerFactory loggers) : BackgroundService
    where TContext : DbContext
{
    private readonly MigrationSafetyDatabase _database = hosted.Database;
    private readonly ILogger _logger = loggers.CreateLogger<BackfillRunner>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!_database.Options.RunBackfills)
        {
            return;
        }

        var backfills = Create();
        try
        {
            using var turn = new SemaphoreSlim(1);
            await Task.WhenAll(backfills.Select(b => RunAsync(b.Backfill, turn, stoppingToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends. What was written is checkpointed.
        }
        finally
        {
            foreach (var (_, scope) in backfills)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private List<(IBackfill Backfill, AsyncServiceScope Scope)> Create()
    {
        var created = new List<(IBackfill Backfill, AsyncServiceScope Scope)>();
        try
        {
            foreach (var next in _database.CreateBackfills())
            {
                if (created.Find(c => c.Backfill.Name == next.Backfill.Name).Backfill is { } other)
                {
                    Fail(next.Backfill.Name, $"Backfill \"{next.Backfill.Name}\" is the name of both {other.GetType().Name} and {next.Backfill.GetType().Name}; the second is not run.", null);
                    continue;
                }

                created.Add(next);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Fail(_database.Name, $"A backfill of {_database.Name} cannot be made: {error.Message}", error);
        }

        return created;
    }

    // Again and again: one that was stopped or cancelled may be resumed by hand, a complete one may be told to verify again.
    private async Task RunAsync(IBackfill backfill, SemaphoreSlim turn, CancellationToken cancellation)
    {
        BackfillEnd? end;
        do
        {
            await turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                end = await RunOnceAsync(backfill, cancellation).ConfigureAwait(false);
            }
            finally
            {
                _database.End(backfill.Name);
                turn.Release();
            }
        }
        while (end is not null && await IsAskedAgainAsync(backfill.Name, end, cancellation).ConfigureAwait(false));
    }

    // Null: it cannot run, and no command changes that.
    private async Task<BackfillEnd?> RunOnceAsync(IBackfill backfill, CancellationToken cancellation)
    {
        try
        {
            var status = await Retrying(backfill.Name).ExecuteAsync(async token =>
            {
                var runner = new BackfillRunner(_database.DataSource, _database.Options.Engine, loggers.CreateLogger<BackfillRunner>());
                return await runner.RunAsync(backfill, new HostedProgress(_database, _logger), token).ConfigureAwait(false);
            }, cancellation).ConfigureAwait(false);
            Judge(status);
            return BackfillEnd.Of(status);
        }
        catch (BackfillException refused)
        {
            Fail(backfill.Name, refused.Message, refused);
            return refused.Problem is BackfillProblem.Stopped or BackfillProblem.Quarantine or BackfillProblem.Plan ? new("stopped", null, null) : null;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Fail(backfill.Name, $"Backfill \"{backfill.Name}\" failed: {error.Message}", error);
            return null;
        }
    }

    private void Judge(BackfillStatus status)
    {
        if (status.IsComplete || status is { State: "completed", VerifiedAt: null, Reason: null })
        {
            _database.Forgive(status.Name);
            _logger.LogInformation("Backfill {Backfill} is complete: {Rows} rows written in {Batches} batches", status.Name, status.RowsChanged, status.Batches);
            return;
        }

        Fail(status.Name, $"Backfill \"{status.Name}\" is {status.State}, {status.Quarantined} rows in quarantine{(status.Reason is { } reason ? ": " + reason : ".")}", null,
            status.State == "cancelled" ? LogLevel.Warning : LogLevel.Error);
    }

    private void Fail(string backfill, string why, Exception? error, LogLevel level = LogLevel.Error)
    {
        _database.Fail(backfill, why);
        _logger.Log(level, error, "{Problem}", why);
    }

    // Waits until the control tables ask for it again. False: it was taken out of them.
    private async Task<bool> IsAskedAgainAsync(string backfill, BackfillEnd end, CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(_database.Options.PollInterval * (end.State == "completed" ? 15 : 1), cancellation).ConfigureAwait(false);
            try
            {
                var status = await _database.Control.StatusAsync(backfill, cancellation).ConfigureAwait(false);
                if (status is null || end.IsAskedAgain(status))
                {
                    return status is not null;
                }

                if (end.State != status.State)
                {
                    // Another process resumed it and brought it to its end.
                    Judge(status);
                    end = BackfillEnd.Of(status);
                }
            }
            catch (BackfillException)
            {
                return false;
            }
            catch (Exception lost) when (ErrorSorting.Sort(lost) is ErrorKind.Retry or ErrorKind.Reconnect)
            {
                // Asked again.
            }
        }
    }

    private ResiliencePipeline Retrying(string backfill) => new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<Exception>(IsOutOfReach),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromSeconds(1),
        MaxDelay = TimeSpan.FromSeconds(30),
        OnRetry = attempt =>
        {
            _database.Fail(backfill, attempt.Outcome.Exception!.Message);
            _logger.LogWarning("Backfill {Backfill} starts again in {Delay}: {Problem}", backfill, attempt.RetryDelay, attempt.Outcome.Exception!.Message);
            return default;
        },
    }).Build();

    private static bool IsOutOfReach(Exception error) =>
        ErrorSorting.Sort(error is BackfillException { Problem: BackfillProblem.Connection, InnerException: NpgsqlException inner } ? inner : error) is ErrorKind.Retry or ErrorKind.Reconnect;
}
