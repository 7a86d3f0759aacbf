using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>What the catalog says of a relation of the user.</summary>
/// <param name="Oid">Its identity, which survives renames and rewrites.</param>
/// <param name="Name">As people write it: without the schema where that is public.</param>
/// <param name="Kind">pg_class.relkind.</param>
/// <param name="FileNode">Changes with every rewrite.</param>
/// <param name="Tablespace">0 is the database's own.</param>
/// <param name="Scans">Sequential scans so far.</param>
/// <param name="IsOwned">A sequence that belongs to a column.</param>
internal sealed record RelationRow(uint Oid, string Name, char Kind, uint FileNode, uint Tablespace, long Scans, bool IsOwned)
{
    /// <summary>Tables and what can be read like them, in the order in which locks are told.</summary>
    public bool IsTableLike => Kind is 'r' or 'p' or 'v' or 'm' or 'f';

    /// <summary>The relations that exist now, as this session sees them.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="scans">The SQL that counts scans of relation c: of this transaction, or of all sessions.</param>
    public static async Task<Dictionary<uint, RelationRow>> ReadAllAsync(NpgsqlConnection connection, string scans)
    {
        // Catalogs only: this must not lock any relation of the user itself.
        await using var command = new NpgsqlCommand(
            $"""
            SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname, c.relkind::text,
                   c.relfilenode, c.reltablespace, COALESCE({scans}, 0),
                   EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                           AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname !~ '^(pg_|information_schema$)'
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<uint, RelationRow>();
        while (await reader.ReadAsync())
        {
            var kind = reader.GetString(2)[0];
            rows.Add(reader.GetFieldValue<uint>(0), new RelationRow(
                reader.GetFieldValue<uint>(0), reader.GetString(1), kind, reader.GetFieldValue<uint>(3),
                reader.GetFieldValue<uint>(4), Convert.ToInt64(reader.GetValue(5)), kind == 'S' && reader.GetBoolean(6)));
        }

        return rows;
    }
}
