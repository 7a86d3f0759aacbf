using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql.Types;
using MigrationSafety.Core.State;
using MigrationSafety.Locks.Tests.Servers;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.Locks.Tests.Applications;

/// <summary>TypeNarrowing against servers: values at the edge of a type, changed to another type, with and without a written cast.</summary>
public sealed class TypeNarrowingTests
{
    private const string NoCast = "42846";

    /// <summary>Values of a type that test its limits, as SQL literals.</summary>
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["smallint"] = ["32767", "-32768"],
        ["integer"] = ["2147483647", "16777217"],
        ["bigint"] = ["9223372036854775807", "9007199254740993"],
        ["numeric"] = ["1.23456789", "1e30", "12345678901234567890", "1e400"],
        ["numeric(4,0)"] = ["9999"],
        ["numeric(9,0)"] = ["999999999"],
        ["numeric(10,0)"] = ["9999999999"],
        ["numeric(40,0)"] = ["1e39", "12345678901234567890"],
        ["numeric(10,2)"] = ["99999999.99", "0.55"],
        ["real"] = ["1.5", "3e38", "1.23456e-20"],
        ["double precision"] = ["1.00000000001", "1e300", "1.23456e-20"],
        ["text"] = ["repeat('x', 200)", "'12a'"],
        ["varchar(20)"] = ["'abcdefghijklmnopqrst'", "repeat('😀', 20)"],
        ["char(5)"] = ["'abcde'"],
        ["timestamp"] = ["'2024-01-02 03:04:05.123456'"],
        ["timestamptz"] = ["'2024-01-02 03:04:05.123456+00'"],
        ["timestamp(3)"] = ["'2024-01-02 03:04:05.123'"],
        ["time"] = ["'03:04:05.123456'"],
        ["timetz"] = ["'03:04:05.123456+07'"],
        ["date"] = ["'2024-01-02'"],
        ["interval"] = ["'3 days 04:05:06.123456'"],
        ["bit(4)"] = ["B'1011'"],
        ["varbit(6)"] = ["B'101101'"],
        ["inet"] = ["'10.1.2.3/8'"],
        ["macaddr8"] = ["'08:00:2b:01:02:03:04:05'"],
        ["json"] = ["'{}'"],
        ["uuid"] = ["'00000000-0000-0000-0000-000000000001'"],
        ["boolean"] = ["true"],
    };

    private static readonly string[] Targets =
    [
        "smallint", "integer", "bigint", "numeric", "numeric(4,0)", "numeric(10,2)", "numeric(12,2)", "numeric(12,4)", "numeric(30,2)", "numeric(30,10)",
        "real", "double precision", "text", "varchar(10)", "varchar(20)", "varchar(100)", "char(3)", "char(30)", "name",
        "timestamp", "timestamp(3)", "timestamp(0)", "timestamptz", "timestamptz(0)", "date", "time", "time(0)", "timetz", "interval", "interval(0)",
        "bit(3)", "bit(4)", "bit(8)", "varbit", "varbit(3)", "varbit(8)", "cidr", "macaddr", "boolean",
    ];

    [Theory]
    [MemberData(nameof(TestedMajors.Data), MemberType = typeof(TestedMajors))]
    public async Task Values_at_the_edge_meet_what_the_model_says(int major)
    {
        await using var database = await (await PostgresServer.StartAsync(major)).CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await ExecuteAsync(connection, "SET TimeZone = 'UTC'");
        var wrong = new List<string>();
        foreach (var source in Values.Keys)
        {
            foreach (var target in Targets)
            {
                foreach (var form in new[] { UsingForm.None, UsingForm.PlainCast })
                {
                    // Without an assignment cast there is nothing to narrow (MIG3007); between other types a text form is made up.
                    if (await MeasureAsync(connection, source, target, form) is { } measured && Compares(source, target)
                        && measured != Model(source, target, form))
                    {
                        wrong.Add($"{source} -> {target} {form}: model {Model(source, target, form)}, server {measured}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsString(string type) => type is "text" or "name" || type.Contains("char");

    // The text form of a number or a date is as long as it is: no narrowing of the type.
    private static bool Compares(string source, string target) => IsString(source) || !IsString(target);

    private static Narrowing Model(string source, string target, UsingForm form) =>
        TypeNarrowing.Of(PgTypeReader.Parse(source)!, PgTypeReader.Parse(target)!, form, SchemaState.Empty);

    private static async Task<Narrowing?> MeasureAsync(NpgsqlConnection connection, string source, string target, UsingForm form)
    {
        var found = Narrowing.None;
        foreach (var value in Values[source])
        {
            await ExecuteAsync(connection, $"DROP TABLE IF EXISTS t; CREATE TABLE t (a {source}, b {source}); INSERT INTO t VALUES ({value}, {value})");
            var conversion = form == UsingForm.PlainCast ? $" USING a::{target}" : "";
            switch (await ErrorOfAsync(connection, $"ALTER TABLE t ALTER COLUMN a TYPE {target}{conversion}"))
            {
                // No cast at all.
                case "42804" or NoCast:
                    return null;
                case not null:
                    found |= Narrowing.Fails;
                    break;
                // Back in its own type it is what it was, or something was lost.
                case null when !await IsSameAsync(connection, source):
                    found |= Narrowing.Loses;
                    break;
            }
        }

        return found;
    }

    private static async Task<bool> IsSameAsync(NpgsqlConnection connection, string source)
    {
        foreach (var back in new[] { $"a::{source}", $"a::text::{source}" })
        {
            await using var command = new NpgsqlCommand($"SELECT ({back})::text = b::text FROM t", connection);
            try
            {
                return (bool?)await command.ExecuteScalarAsync() ?? false;
            }
            catch (PostgresException error) when (error.SqlState == NoCast)
            {
                continue;
            }
            catch (PostgresException)
            {
                return false;
            }
        }

        return false;
    }

    private static async Task<string?> ErrorOfAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await ExecuteAsync(connection, sql);
            return null;
        }
        catch (PostgresException error)
        {
            return error.SqlState;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
