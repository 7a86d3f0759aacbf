using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Runtime.Execution;

/// <summary>A table that is there, and the lock that a transaction will take on it.</summary>
/// <param name="Oid">Its oid.</param>
/// <param name="Name">Its name, quoted by the server.</param>
/// <param name="Mode">The strongest lock of all statements.</param>
internal sealed record WantedLock(uint Oid, string Name, LockMode Mode)
{
    // LOCK TABLE knows tables, partitioned tables and views; an index is locked with its table. Names that are not there yet are made by the migration.
    private const string Sql = """
        SELECT DISTINCT w.name, t.oid::int8, t.oid::regclass::text
        FROM unnest($1::text[]) AS w(name)
        JOIN pg_class c ON c.oid = to_regclass(w.name)
        JOIN pg_class t ON t.oid = coalesce((SELECT i.indrelid FROM pg_index i WHERE i.indexrelid = c.oid), c.oid)
        WHERE t.relkind IN ('r', 'p') AND t.oid >= 16384
        """;

    /// <summary>In the order of oids, the same in every session.</summary>
    public static async ValueTask<List<WantedLock>> ResolveAsync(IReadOnlyDictionary<string, LockMode> wanted, Database database)
    {
        var found = await database.QueryAsync(
            Sql, static row => (Name: row.GetString(0), Oid: (uint)row.GetInt64(1), Table: row.GetString(2)),
            (object)wanted.Keys.ToArray()).ConfigureAwait(false);
        return found
            .GroupBy(static f => (f.Oid, f.Table))
            .OrderBy(static g => g.Key.Oid)
            .Select(g => new WantedLock(g.Key.Oid, g.Key.Table, g.Max(f => wanted[f.Name])))
            .ToList();
    }
}
