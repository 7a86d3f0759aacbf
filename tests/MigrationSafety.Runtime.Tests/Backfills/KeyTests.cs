using System.Threading.Tasks;
using MigrationSafety.Runtime.Tests.Support;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Backfills;

/// <summary>Every kind of key is cut into ranges that hold every row once.</summary>
public sealed class KeyTests
{
    private const int Rows = 5_000;

    [Theory]
    [InlineData("id int PRIMARY KEY", "i")]
    [InlineData("id bigint PRIMARY KEY", "i::bigint * i * 1000 - 4000000000")]
    [InlineData("id uuid PRIMARY KEY", "md5(i::text)::uuid")]
    [InlineData("id text COLLATE \"C\" PRIMARY KEY", "chr(32 + i % 90) || ' \"''\\,{}' || i")]
    [InlineData("id text PRIMARY KEY", "md5(i::text)")]
    [InlineData("id varchar(40) PRIMARY KEY", "repeat(' ', i % 5) || i")]
    [InlineData("id char(10) PRIMARY KEY", "i::text")]
    [InlineData("id numeric PRIMARY KEY", "i / 7.0")]
    [InlineData("id double precision PRIMARY KEY", "CASE i WHEN 1 THEN 'NaN' WHEN 2 THEN '-Infinity' ELSE sqrt(i) END")]
    [InlineData("id timestamptz PRIMARY KEY", "timestamptz '2020-01-01' + i * interval '1.000001 s'")]
    [InlineData("id date PRIMARY KEY", "CASE i WHEN 1 THEN '-infinity' ELSE date '0001-12-31 BC' + i END")]
    [InlineData("id interval PRIMARY KEY", "i * interval '1 month 1 s'")]
    [InlineData("id bytea PRIMARY KEY", "decode(md5(i::text), 'hex')")]
    [InlineData("id inet PRIMARY KEY", "inet '10.0.0.0' + i")]
    [InlineData("id bit(16) PRIMARY KEY", "i::bit(16)")]
    [InlineData("id posint PRIMARY KEY", "i")]
    [InlineData("id colour, part int, PRIMARY KEY (id, part)", "(enum_range(NULL::colour))[1 + i % 3], i")]
    [InlineData("\"Tenant Id\" int, \"select\" text, PRIMARY KEY (\"Tenant Id\", \"select\")", "i % 7, i::text")]
    [InlineData("a int, b int, c int, d int, e int, f int, g int, h int, i int, j int, PRIMARY KEY (a, b, c, d, e, f, g, h, i, j)", "1, 1, 1, i % 2, i % 3, i % 5, i % 7, i % 11, i % 13, i")]
    [InlineData("id int, other text NOT NULL UNIQUE", "NULL, i")]
    [InlineData("id int UNIQUE, other text", "NULLIF(i, 7), i")]
    [InlineData("id int", "i % 3")]
    public async Task Every_row_is_filled_once_and_verified(string key, string values)
    {
        await using var database = await Database.CreateAsync($"""
            CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
            CREATE DOMAIN posint AS int CHECK (value > 0);
            CREATE TABLE "Things" ({key}, old text, new text, applied int NOT NULL DEFAULT 0);
            CREATE FUNCTION count_updates() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.applied := OLD.applied + 1; RETURN NEW; END';
            CREATE TRIGGER counting BEFORE UPDATE ON "Things" FOR EACH ROW EXECUTE FUNCTION count_updates();
            INSERT INTO "Things" SELECT {values}, i FROM generate_series(1, {Rows}) i
            """);

        var status = await database.RunAsync(new TestBackfill("Things", rows => rows.Set("new", "upper(old) || '!'")));

        Assert.Equal("completed", status.State);
        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(Rows, status.RowsChanged);
        Assert.Equal(Rows, await database.ReadAsync<long>("SELECT count(*) FROM \"Things\" WHERE new = upper(old) || '!' AND applied = 1"));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public async Task Every_server_version_does_keys_and_row_addresses(int major)
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE keyed (id bigint PRIMARY KEY, old text, new text);
            CREATE TABLE keyless (old text, new text);
            INSERT INTO keyed SELECT i * 3, i FROM generate_series(1, 20000) i;
            INSERT INTO keyless SELECT old FROM keyed
            """, major);

        foreach (var table in new[] { "keyed", "keyless" })
        {
            var status = await database.RunAsync(new TestBackfill(table, rows => rows.Set("new", "old || '!'"), name: table));

            Assert.True(status.IsComplete, status.Reason);
            Assert.Equal(20_000, status.RowsChanged);
            Assert.Equal(0, await database.ReadAsync<long>($"SELECT count(*) FROM {table} WHERE new IS DISTINCT FROM old || '!'"));
        }
    }
}
