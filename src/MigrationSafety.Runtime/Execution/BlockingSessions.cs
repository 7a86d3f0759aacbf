using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Execution;

/// <summary>A session that holds or waits for a lock on a table.</summary>
internal sealed record BlockingSession(int Pid, string Role, string Application, string State, TimeSpan? TransactionAge, bool IsClient, bool MayEnd)
{
    public override string ToString() =>
        $"pid {Pid} ({(Application.Length == 0 ? "no application_name" : Application)}, role {Role}, {State}"
        + (TransactionAge is { } age ? FormattableString.Invariant($", transaction open for {age.TotalSeconds:0.#} s)") : ")");
}

/// <summary>Who is in the way of a lock. What a role without pg_monitor may not see of others is left out.</summary>
internal static class BlockingSessions
{
    // Any session with a lock on one of the tables: ACCESS EXCLUSIVE conflicts with all of them, and weaker ones are seldom asked for.
    private const string Sql = """
        SELECT a.pid, coalesce(a.usename::text, '?'), coalesce(a.application_name, ''), coalesce(a.state, 'state not visible'),
               extract(epoch FROM clock_timestamp() - a.xact_start)::float8,
               coalesce(a.backend_type, 'client backend') = 'client backend',
               NOT EXISTS (SELECT FROM pg_locks m WHERE m.pid = a.pid AND m.locktype = 'advisory' AND m.classid = $2::int8::oid)
        FROM pg_stat_activity a
        WHERE a.pid <> pg_backend_pid()
          AND a.pid IN (SELECT l.pid FROM pg_locks l WHERE l.locktype = 'relation' AND l.granted AND l.relation = ANY (SELECT unnest($1::int8[])::oid))
        ORDER BY a.xact_start NULLS LAST
        LIMIT 20
        """;

    public static async ValueTask<List<BlockingSession>> OfAsync(Database database, IEnumerable<uint> tables) =>
        await database.QueryAsync(Sql, Read, tables.Select(static t => (long)t).ToArray(), (long)MigrationLock.ClassId).ConfigureAwait(false);

    public static string Names(IReadOnlyCollection<BlockingSession> sessions) =>
        sessions.Count == 0 ? "nobody any more" : string.Join("; ", sessions);

    private static BlockingSession Read(DbDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.IsDBNull(4) ? null : TimeSpan.FromSeconds(row.GetDouble(4)),
        row.GetBoolean(5),
        row.GetBoolean(6));
}
