using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Reads a table's shape from the catalog.</summary>
internal sealed class TableReader(NpgsqlConnection connection, NpgsqlTransaction? transaction = null)
{
    public async Task<TableShape> ReadAsync(string? schema, string table, CancellationToken cancellation)
    {
        var found = await FindAsync(schema, table, cancellation).ConfigureAwait(false)
            ?? throw new BackfillException(BackfillProblem.Table,
                $"There is no table \"{(schema is null ? "" : schema + "\".\"")}{table}\" in database \"{connection.Database}\""
                + (schema is null ? $" (search path: {await ScalarAsync("SELECT current_setting('search_path')", cancellation).ConfigureAwait(false)})" : "")
                + ". Names are taken as the catalog has them: upper case stays upper case.");
        return await ReadAsync(found, cancellation).ConfigureAwait(false);
    }

    public async Task<TableShape> ReadAsync(uint oid, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT n.nspname, c.relname, c.relkind::text, row_security_active(c.oid), current_setting('block_size')::integer, c.relpersistence::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1
            """, connection, transaction) { Parameters = { new() { Value = oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
        string schema, name;
        int blockSize;
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                throw new BackfillException(BackfillProblem.Table, $"The table with oid {oid} was dropped.");
            }

            (schema, name, blockSize) = (reader.GetString(0), reader.GetString(1), reader.GetInt32(4));
            RefuseOther(schema, name, reader.GetString(2)[0]);
            if (reader.GetBoolean(3))
            {
                throw new BackfillException(BackfillProblem.Privilege,
                    $"Row-level security hides rows of {schema}.{name} from role \"{CurrentUser}\": a backfill would leave them out. Run it as the table's owner or as a role with BYPASSRLS.");
            }
        }

        var relations = await RelationsAsync(oid, cancellation).ConfigureAwait(false);
        var columns = await ColumnsAsync(oid, cancellation).ConfigureAwait(false);
        return new TableShape(oid, schema, name, relations, columns, connection.PostgreSqlVersion.Major, blockSize);
    }

    /// <summary>The table's oid, or null. A name without schema is looked up as SQL would.</summary>
    private async Task<uint?> FindAsync(string? schema, string table, CancellationToken cancellation)
    {
        var name = (schema is null ? "" : SqlIdentifier.Quote(schema) + ".") + SqlIdentifier.Quote(table);
        await using var command = new NpgsqlCommand("SELECT to_regclass($1)::oid", connection, transaction) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as uint?;
    }

    private static void RefuseOther(string schema, string name, char kind)
    {
        var what = kind switch
        {
            'r' or 'p' => null,
            'v' => "a view: name the table below it",
            'm' => "a materialized view: refresh it instead",
            'f' => "a foreign table: run the backfill on the server that has its rows",
            _ => "no table",
        };
        if (what is not null)
        {
            throw new BackfillException(BackfillProblem.Table, $"{schema}.{name} is {what}.");
        }
    }

    private async Task<IReadOnlyList<Relation>> RelationsAsync(uint oid, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH RECURSIVE tree AS (SELECT $1::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN tree t ON i.inhparent = t.oid)
            SELECT c.oid, n.nspname, c.relname, c.relkind::text, coalesce(pg_relation_filenode(c.oid), 0),
                   CASE WHEN c.relkind = 'r' THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint ELSE 0 END, c.reltuples, c.relpages
            FROM tree t JOIN pg_class c ON c.oid = t.oid JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY c.oid
            """, connection, transaction) { Parameters = { new() { Value = oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
        var found = new List<Relation>();
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                var (schema, name, kind) = (reader.GetString(1), reader.GetString(2), reader.GetString(3)[0]);
                if (kind == 'f')
                {
                    throw new BackfillException(BackfillProblem.Table,
                        $"Partition {schema}.{name} is a foreign table: its rows cannot be checkpointed with ours. Detach it, or run a backfill on its server.");
                }

                if (kind == 'r')
                {
                    var (pages, tuples, statisticPages) = (reader.GetInt64(5), (double)reader.GetFloat(6), reader.GetInt32(7));
                    // What the planner does: density of the last ANALYZE times the size of today.
                    var estimate = tuples > 0 && statisticPages > 0 ? tuples / statisticPages * pages : 0;
                    found.Add(new(reader.GetFieldValue<uint>(0), schema, name, reader.GetFieldValue<uint>(4), pages, estimate, RelationKey.RowAddress));
                }
            }
        }

        for (var i = 0; i < found.Count; i++)
        {
            found[i] = found[i] with { Key = await KeyAsync(found[i].Oid, cancellation).ConfigureAwait(false) };
        }

        return found;
    }

    // Primary key first, then the unique index with the fewest columns. Only an index whose order is the columns' own, and
    // that holds every row: no expression, no predicate, no null (a NOT NULL that is NOT VALID says nothing of old rows).
    private async Task<RelationKey> KeyAsync(uint relation, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT k.names, k.types FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_am am ON am.oid = c.relam AND am.amname = 'btree'
            CROSS JOIN LATERAL (
                SELECT array_agg(a.attname::text ORDER BY k.ord) AS names, array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY k.ord) AS types,
                       bool_and(a.attnotnull AND o.opcdefault AND i.indcollation[k.ord - 1] = a.attcollation
                           AND i.indoption[k.ord - 1] = i.indoption[0]
                           AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conrelid = i.indrelid AND n.contype = 'n'
                               AND NOT n.convalidated AND n.conkey = ARRAY[a.attnum])) AS usable
                FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, ord)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                JOIN pg_opclass o ON o.oid = i.indclass[k.ord - 1]
                WHERE k.ord <= i.indnkeyatts) k
            WHERE i.indrelid = $1 AND i.indisunique AND i.indisvalid AND i.indisready AND i.indpred IS NULL AND i.indexprs IS NULL AND k.usable
            ORDER BY i.indisprimary DESC, i.indnkeyatts, c.relpages, i.indexrelid LIMIT 1
            """, connection, transaction) { Parameters = { new() { Value = relation, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            return RelationKey.RowAddress;
        }

        var types = reader.GetFieldValue<string[]>(1);
        return new(reader.GetFieldValue<string[]>(0).Select((name, i) => new KeyColumn(name, types[i])).ToArray(), isRowAddress: false);
    }

    private async Task<IReadOnlyDictionary<string, ColumnShape>> ColumnsAsync(uint table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT a.attname::text,
                   -- varchar, bpchar, bit, varbit and their arrays: a cast to a length cuts, an assignment fails.
                   format_type(a.atttypid, CASE WHEN a.atttypid IN (1043, 1042, 1560, 1562, 1015, 1014, 1561, 1563) THEN -1 ELSE a.atttypmod END),
                   a.attgenerated <> '' OR a.attidentity = 'a',
                   EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid IN (
                       WITH RECURSIVE tree AS (SELECT $1::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN tree t ON i.inhparent = t.oid)
                       SELECT oid FROM tree)
                     AND (a.attname IN (SELECT b.attname FROM pg_attribute b WHERE b.attrelid = p.partrelid AND b.attnum = ANY (p.partattrs::int2[]))
                       OR 0 = ANY (p.partattrs::int2[])
                         AND pg_get_expr(p.partexprs, p.partrelid) ~ ('\m' || regexp_replace(a.attname, '\W', '.', 'g') || '\M')))
            FROM pg_attribute a WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
            """, connection, transaction) { Parameters = { new() { Value = table, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
        var columns = new Dictionary<string, ColumnShape>(StringComparer.Ordinal);
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                columns.Add(reader.GetString(0), new(reader.GetString(0), reader.GetString(1), HasEquality: true, reader.GetBoolean(2), reader.GetBoolean(3)));
            }
        }

        var withoutEquality = await TypesWithoutEqualityAsync(columns.Values.Select(c => c.ComparedType).Distinct().ToArray(), cancellation).ConfigureAwait(false);
        return columns.ToDictionary(c => c.Key, c => c.Value with { HasEquality = !withoutEquality.Contains(c.Value.ComparedType) }, StringComparer.Ordinal);
    }

    // Asked of the server: the operator that IS DISTINCT FROM finds depends on casts and the search path.
    private async Task<HashSet<string>> TypesWithoutEqualityAsync(string[] types, CancellationToken cancellation)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            try
            {
                if (transaction is not null)
                {
                    await transaction.SaveAsync("equality", cancellation).ConfigureAwait(false);
                }

                await ScalarAsync($"SELECT NULL::{type} IS DISTINCT FROM NULL::{type}", cancellation).ConfigureAwait(false);
            }
            catch (PostgresException none) when (none.SqlState is PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.AmbiguousFunction)
            {
                if (transaction is not null)
                {
                    await transaction.RollbackAsync("equality", cancellation).ConfigureAwait(false);
                }

                missing.Add(type);
            }
        }

        return missing;
    }

    private string CurrentUser => connection.UserName ?? new NpgsqlConnectionStringBuilder(connection.ConnectionString).Username ?? "";

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }
}
