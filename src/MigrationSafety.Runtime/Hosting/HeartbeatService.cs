using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>Tells the database that this version runs, so that gates wait for its end. Told again every 15 s; a minute of silence is an end.</summary>
internal sealed class HeartbeatService<TContext>(HostedDatabase<TContext> hosted, ILogger<BackfillRunner> logger) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(15);

    private readonly string _instance = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (hosted.Database.Options.Application is { } application)
        {
            try
            {
                await hosted.Database.Control.HeartbeatAsync(application, _instance, stoppingToken).ConfigureAwait(false);
                _said = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (BackfillException none) when (none is { Problem: BackfillProblem.ControlSchema, InnerException: PostgresException })
            {
                // No backfill yet, so there is no gate either.
            }
            catch (Exception error)
            {
                Say(application, error.Message);
            }

            await Task.Delay(s_interval, stoppingToken).ConfigureAwait(false);
        }
    }

    // Once for each reason: the beat goes on.
    private void Say(string application, string problem)
    {
        if (_said != problem)
        {
            logger.LogWarning("The database is not told that {Application} runs: {Problem}", application, problem);
            _said = problem;
        }
    }
}
