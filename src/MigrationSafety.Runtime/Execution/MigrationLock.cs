using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Storage;
using MigrationSafety.Runtime.Options;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// One instance migrates a history table at a time. A session's advisory lock, asked for again and again: who waits in
/// pg_advisory_lock holds a snapshot, for which the other's CREATE INDEX CONCURRENTLY waits, which is a deadlock (measured).
/// EF Core's own lock ends with each transaction.
/// </summary>
internal sealed class MigrationLock(MigrationSafetyOptions options, RunLog log)
{
    /// <summary>The first key of the advisory lock: "MigS".</summary>
    public const int ClassId = 0x4D696753;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private string? held;

    public bool IsHeld => held is not null;

    /// <summary>Waits until this session is the one that migrates; true where somebody else was before.</summary>
    /// <exception cref="AnotherInstanceMigratesException">Another instance migrates for longer than InstanceTimeout.</exception>
    public async ValueTask<bool> TakeAsync(string historyTable, Database database)
    {
        var waited = Stopwatch.StartNew();
        var told = false;
        while (!await database.ScalarAsync<bool>("SELECT pg_try_advisory_lock($1, hashtext($2))", ClassId, historyTable).ConfigureAwait(false))
        {
            if (!told || waited.Elapsed > options.InstanceTimeout)
            {
                var holder = await HolderAsync(historyTable, database).ConfigureAwait(false);
                if (waited.Elapsed > options.InstanceTimeout)
                {
                    throw new AnotherInstanceMigratesException(
                        $"Another instance migrates this database for longer than {options.InstanceTimeout} ({holder}). Look what it waits for, "
                        + "or raise MigrationSafetyOptions.InstanceTimeout.");
                }

                log.AnotherInstance(holder);
                told = true;
            }

            await database.DelayAsync(Poll).ConfigureAwait(false);
        }

        held = historyTable;
        return told;
    }

    public async ValueTask ReleaseAsync(Database database)
    {
        if (held is { } historyTable)
        {
            held = null;
            await database.ScalarAsync<bool>("SELECT pg_advisory_unlock($1, hashtext($2))", ClassId, historyTable).ConfigureAwait(false);
        }
    }

    /// <summary>The connection is gone, and the lock with it.</summary>
    public void Forget() => held = null;

    private static async ValueTask<string> HolderAsync(string historyTable, Database database) =>
        await database.ScalarAsync<string>(
            """
            SELECT string_agg(format('pid %s, %s', l.pid, coalesce(nullif(a.application_name, ''), 'no application_name')), '; ')
            FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = $1::int8::oid AND l.objid = (hashtext($2)::int8 & 4294967295)::oid AND l.granted
            """,
            (long)ClassId,
            historyTable).ConfigureAwait(false) ?? "it has just ended";
}
