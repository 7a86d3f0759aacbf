using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Options;
using Npgsql;
using Polly;
using Polly.Retry;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Takes all strong locks of a transaction before its first statement, in one order, so that two migrations cannot meet halfway. A lock
/// that is not given in time is asked for again after a rest in which nothing is held: the transaction, empty so far, is
/// rolled back and begun again. Retrying one statement while the others' locks are held would be an outage (measured).
/// </summary>
internal sealed class StrongLocks(MigrationRun run, MigrationSafetyOptions options)
{
    private const int AndChainSince = 12;

    public async ValueTask TakeAsync(MigrationUnderWay migration, int firstCommand, Database database)
    {
        var wanted = await WantedAsync(migration, firstCommand, database).ConfigureAwait(false);
        if (wanted.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", wanted.Select(static w => w.Name));
        var oids = wanted.Select(static w => w.Oid).ToArray();
        var before = await BlockingSessions.OfAsync(database, oids).ConfigureAwait(false);
        if (before.Count > 0)
        {
            run.Log.SessionsInTheWay(migration.Id ?? "", names, BlockingSessions.Names(before));
        }

        // With work done in this transaction (EF Core 9 has one for all migrations) there is no way back but the whole.
        if (run.HasWorkedIn(database.Connection.CurrentTransaction))
        {
            await LockAsync(wanted, database).ConfigureAwait(false);
            return;
        }

        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<PostgresException>(IsRefusal),
                MaxRetryAttempts = options.LockAttempts,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.LongestRest / 10,
                MaxDelay = options.LongestRest,
                OnRetry = async retry =>
                {
                    await RestartAsync(database).ConfigureAwait(false);
                    var blockers = await BlockingSessions.OfAsync(database, oids).ConfigureAwait(false);
                    run.Log.LocksRefused(
                        migration.Id ?? "", names, options.LockTimeout, retry.AttemptNumber + 1, options.LockAttempts, retry.RetryDelay,
                        BlockingSessions.Names(blockers));
                    await TerminateAsync(migration, blockers, database).ConfigureAwait(false);
                },
            })
            .Build();
        try
        {
            await pipeline.ExecuteAsync(_ => LockAsync(wanted, database), database.CancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (IsRefusal(refused))
        {
            await RestartAsync(database).ConfigureAwait(false);
            var blockers = await BlockingSessions.OfAsync(database, oids).ConfigureAwait(false);
            throw new LocksNotGrantedException(
                $"{migration.Id}: the locks on {names} were not given in {options.LockAttempts + 1} attempts of {options.LockTimeout}; nothing of this "
                + $"transaction was done. In the way: {BlockingSessions.Names(blockers)}. End what they do, or raise LockAttempts.",
                refused);
        }
    }

    private static bool IsRefusal(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    private async ValueTask LockAsync(List<WantedLock> wanted, Database database)
    {
        await database.ExecuteAsync(
            FormattableString.Invariant($"SET LOCAL lock_timeout = {(long)options.LockTimeout.TotalMilliseconds}")).ConfigureAwait(false);
        foreach (var table in wanted)
        {
            await database.ExecuteAsync($"LOCK TABLE {table.Name} IN {table.Mode.SqlName()} MODE").ConfigureAwait(false);
        }
    }

    private static async ValueTask RestartAsync(Database database)
    {
        var version = ((NpgsqlConnection)database.Connection.DbConnection).PostgreSqlVersion.Major;
        if (version >= AndChainSince)
        {
            await database.ExecuteAsync("ROLLBACK AND CHAIN").ConfigureAwait(false);
            return;
        }

        await database.ExecuteAsync("ROLLBACK").ConfigureAwait(false);
        await database.ExecuteAsync("BEGIN").ConfigureAwait(false);
    }

    private async ValueTask TerminateAsync(MigrationUnderWay migration, List<BlockingSession> blockers, Database database)
    {
        foreach (var blocker in blockers.Where(b => b.IsClient && b.MayEnd && b.TransactionAge > options.TerminateBlockersAfter))
        {
            await database.ScalarAsync<bool>("SELECT pg_terminate_backend($1)", blocker.Pid).ConfigureAwait(false);
            run.Log.Terminated(migration.Id ?? "", blocker.ToString());
        }
    }

    private async ValueTask<List<WantedLock>> WantedAsync(MigrationUnderWay migration, int firstCommand, Database database)
    {
        var strongest = new SortedDictionary<string, LockMode>(StringComparer.Ordinal);
        foreach (var effect in migration.TransactionFrom(firstCommand).SelectMany(i => run.EffectsOf(migration, i)).SelectMany(static e => e.Relations))
        {
            if (effect.Lock >= LockMode.Share)
            {
                var name = SqlIdentifier.Quote(effect.IndexOf ?? effect.Relation);
                strongest[name] = strongest.TryGetValue(name, out var other) && other > effect.Lock ? other : effect.Lock;
            }
        }

        return strongest.Count == 0 ? [] : await WantedLock.ResolveAsync(strongest, database).ConfigureAwait(false);
    }
}
