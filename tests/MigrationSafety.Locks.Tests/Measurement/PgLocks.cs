using System.Collections.Generic;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>Reads pg_locks and file sizes.</summary>
internal static class PgLocks
{
    /// <summary>Adds the relation locks that a session holds or waits for.</summary>
    public static async Task ReadAsync(NpgsqlConnection connection, string pid, Observation observation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT relation, mode FROM pg_locks
            WHERE locktype = 'relation' AND pid = {pid} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            observation.OnLock(reader.GetFieldValue<uint>(0), reader.GetString(1));
        }
    }

    /// <summary>Relations whose file has no page. It opens every relation, so it comes last.</summary>
    public static async Task<HashSet<uint>> ReadEmptyAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_' AND pg_relation_size(c.oid) = 0",
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        HashSet<uint> empty = [];
        while (await reader.ReadAsync())
        {
            empty.Add(reader.GetFieldValue<uint>(0));
        }

        return empty;
    }
}
