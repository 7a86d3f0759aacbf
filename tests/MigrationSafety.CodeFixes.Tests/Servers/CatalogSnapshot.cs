using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>What a schema is, in PostgreSQL's own words: one line for each column, constraint, index and trigger.</summary>
internal static class CatalogSnapshot
{
    private const string Query = """
        SELECT format('column %s.%s %s not null=%s default=%s', a.attrelid::regclass, a.attname,
                      format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
          FROM pg_attribute a
          JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         WHERE a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT format('constraint %s on %s: %s validated=%s', conname, conrelid::regclass, pg_get_constraintdef(oid), convalidated)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT format('index %s valid=%s ready=%s', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready)
          FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid AND c.relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT format('trigger %s on %s', tgname, tgrelid::regclass) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT format('history %s', "MigrationId") FROM "__EFMigrationsHistory"
        ORDER BY 1
        """;

    public static async Task<IReadOnlyList<string>> TakeAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
