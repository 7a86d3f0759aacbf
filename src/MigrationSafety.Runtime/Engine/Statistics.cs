using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Without statistics the planner guesses, and a range of a key may look like half the table.</summary>
internal static class Statistics
{
    private const long SmallTable = 100;

    /// <summary>ANALYZE for relations that were never analyzed, where this role may.</summary>
    public static async Task RefreshAsync(NpgsqlConnection connection, TableShape table, ILogger logger, CancellationToken cancellation)
    {
        foreach (var relation in table.Relations.Where(r => r.Pages > SmallTable && r.Tuples <= 0))
        {
            await using var may = new NpgsqlCommand(
                connection.PostgreSqlVersion.Major >= 17
                    ? "SELECT has_table_privilege($1::oid, 'MAINTAIN')"
                    : "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = $1",
                connection) { Parameters = { new() { Value = relation.Oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
            if (await may.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
            {
                logger.LogWarning("{Table} was never analyzed and this role may not do it. Run: ANALYZE {Table};", relation.QuotedName, relation.QuotedName);
                continue;
            }

            await using var analyze = new NpgsqlCommand($"ANALYZE {relation.QuotedName}", connection) { CommandTimeout = 0 };
            await analyze.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }
}
