using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// A command outside the transaction (VALIDATE CONSTRAINT, CONCURRENTLY): it holds up nobody, so nothing may cut it short; a
/// deadlock or a lock time-out is tried again, since it holds nothing between two tries.
/// </summary>
internal class LongCommand(MigrationUnderWay migration, int index, MigrationRun run) : SafeCommand(migration, index, run)
{
    protected override async ValueTask<int> ExecuteAsync(Database database, IReadOnlyDictionary<string, object?>? values)
    {
        await using var session = await WithoutTimeouts.BeginAsync(database).ConfigureAwait(false);
        return await Run.Retries.ExecuteAsync(
            async _ =>
            {
                await PrepareAsync(database).ConfigureAwait(false);
                try
                {
                    return await TryAsync(database, values).ConfigureAwait(false);
                }
                catch (PostgresException)
                {
                    await CleanUpAsync(database).ConfigureAwait(false);
                    throw;
                }
            },
            database.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Before each try.</summary>
    protected virtual ValueTask PrepareAsync(Database database) => ValueTask.CompletedTask;

    protected virtual ValueTask<int> TryAsync(Database database, IReadOnlyDictionary<string, object?>? values) => InnerAsync(database, values);

    /// <summary>After a try that failed.</summary>
    protected virtual ValueTask CleanUpAsync(Database database) => ValueTask.CompletedTask;
}
