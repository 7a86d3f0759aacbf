using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.Locks.Tests.Servers;

/// <summary>The list of built-in functions against pg_proc: a wrong entry would hide a rewrite or invent one.</summary>
public sealed class BuiltInFunctionsTests
{
    [Theory]
    [MemberData(nameof(TestedMajors.Data), MemberType = typeof(TestedMajors))]
    public async Task Listed_functions_have_the_volatility_of_pg_proc(int major)
    {
        var differences = new List<string>();
        var listed = 0;
        foreach (var (name, volatility) in await VolatilitiesAsync(major))
        {
            var known = BuiltInFunctions.VolatilityOf(new QualifiedName("pg_catalog", name));
            listed += known == Volatility.Unknown ? 0 : 1;
            if (known != Volatility.Unknown && known == Volatility.Volatile != (volatility == 'v'))
            {
                differences.Add($"{name}: {volatility} on {major}, listed as {known}");
            }
        }

        Assert.Empty(differences);
        Assert.True(listed > 300, $"only {listed} functions of {major} are listed");
    }

    // Overloads count as their most volatile one, but AT TIME ZONE of a timetz (volatile before 15) is too rare to call
    // that of a timestamptz volatile. Functions of internal types cannot be called from SQL.
    private static async Task<List<(string Name, char Volatility)>> VolatilitiesAsync(int major)
    {
        const string Query = """
            SELECT proname,
                   CASE WHEN bool_or(provolatile = 'v') THEN 'v' WHEN bool_or(provolatile = 's') THEN 's' ELSE 'i' END
            FROM pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace
              AND NOT proargtypes::oid[] && ARRAY['internal', 'cstring']::regtype[]::oid[]
              AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
              AND NOT (proname = 'timezone' AND 'timetz'::regtype = ANY (proargtypes::oid[]))
            GROUP BY proname
            """;
        var server = await PostgresServer.StartAsync(major);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var functions = new List<(string, char)>();
        while (await reader.ReadAsync())
        {
            functions.Add((reader.GetString(0), reader.GetString(1)[0]));
        }

        return functions;
    }
}
