using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Tests.Support;
using MigrationSafety.Runtime.Verification;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Backfills;

/// <summary>What a backfill may say, and what becomes of the rows.</summary>
public sealed class DefinitionTests
{
    [Fact]
    public async Task Rows_that_are_right_already_are_not_written()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, old int, new numeric(10, 2));
            INSERT INTO t SELECT i, i, CASE WHEN i % 2 = 0 THEN i / 7.0 END FROM generate_series(1, 3000) i;
            CREATE TABLE before AS SELECT id, xmin::text AS version FROM t
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old / 7.0")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(1500, status.RowsChanged);
        Assert.Equal(1500, await database.ReadAsync<long>("SELECT count(*) FROM t JOIN before b USING (id) WHERE t.xmin::text = b.version"));
    }

    [Fact]
    public async Task Types_without_equality_are_compared_by_their_text()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, old int, new json, doc xml);
            INSERT INTO t SELECT i, i FROM generate_series(1, 1000) i
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "json_build_object('v', old)").Set("doc", "xmlelement(name v, old)")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(1000, status.RowsChanged);
    }

    [Fact]
    public async Task Only_rows_that_are_meant_are_written_and_compared()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, old text, new text);
            INSERT INTO t SELECT i, CASE WHEN i % 10 > 0 THEN i::text END FROM generate_series(1, 3000) i
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old || (SELECT 'x' || count(*) FROM pg_namespace n WHERE n.nspname = 'public' AND t.id > 0)").Where("t.old IS NOT NULL")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(2700, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = old || 'x1'"));
        Assert.Equal(300, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new IS NULL"));
    }

    [Fact]
    public async Task Generated_values_are_written_where_there_is_none_and_stay()
    {
        await using var database = await Database.CreateAsync("""
            CREATE SEQUENCE s;
            CREATE TABLE t (id int PRIMARY KEY, old int, token uuid, number bigint, copy int);
            INSERT INTO t SELECT i, i, CASE WHEN i <= 10 THEN md5(i::text)::uuid END FROM generate_series(1, 2000) i
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Generate("token", "gen_random_uuid()").Generate("number", "nextval('s')").Set("copy", "old")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(10, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE token = md5(id::text)::uuid"));
        Assert.Equal(2000, await database.ReadAsync<long>("SELECT count(DISTINCT token) FROM t WHERE number IS NOT NULL AND copy = old"));
    }

    [Fact]
    public async Task Generated_values_that_repeat_are_not_verified()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, code int);
            INSERT INTO t SELECT i FROM generate_series(1, 1000) i
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Generate("code", "(random() * 10)::int")));

        Assert.Equal("completed", status.State);
        Assert.Null(status.VerifiedAt);
        Assert.Contains("equal values", status.Reason);
    }

    [Fact]
    public async Task A_change_of_the_column_itself_is_applied_once()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, price int, cents bigint);
            INSERT INTO t SELECT i, i FROM generate_series(1, 20000) i
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.ApplyOnce("price", "price * 100")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(20000, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE price = id * 100"));
        Assert.Equal(20000, status.RowsChanged);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(Database.Newest)]
    public async Task Partitions_are_filled_one_by_one_with_their_own_keys(int major)
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int, at date NOT NULL, old int, new int) PARTITION BY RANGE (at);
            CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (old);
            CREATE TABLE t1a PARTITION OF t1 FOR VALUES IN (0, 1);
            CREATE TABLE t1b PARTITION OF t1 DEFAULT;
            CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE TABLE t3 PARTITION OF t DEFAULT;
            ALTER TABLE t1b ADD PRIMARY KEY (id);
            CREATE UNIQUE INDEX ON t2 (at, id);
            ALTER TABLE t2 ALTER id SET NOT NULL;
            INSERT INTO t SELECT i, date '2025-01-01' + i / 10, i % 5 FROM generate_series(1, 9000) i
            """, major);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old + 1")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(9000, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = old + 1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_empty_table_and_a_table_of_one_row_complete(int count)
    {
        await using var database = await Database.CreateAsync($"""
            CREATE TABLE keyed (id int PRIMARY KEY, new int);
            CREATE TABLE keyless (id int, new int);
            INSERT INTO keyed SELECT i FROM generate_series(1, {count}) i;
            INSERT INTO keyless SELECT i FROM generate_series(1, {count}) i
            """);

        Assert.True((await database.RunAsync(new TestBackfill("keyed", rows => rows.Set("new", "id"), "a"))).IsComplete);
        Assert.True((await database.RunAsync(new TestBackfill("keyless", rows => rows.Set("new", "id"), "b"))).IsComplete);
        Assert.Equal(2L * count, await database.ReadAsync<long>("SELECT count(new) FROM (SELECT new FROM keyed UNION ALL SELECT new FROM keyless) x"));
    }

    [Theory]
    [InlineData(ExistingRows.Keep, 1000, 0)]
    [InlineData(ExistingRows.Update, 1000, 100)]
    public async Task Rows_are_copied_into_another_table(ExistingRows existing, int copied, int updated)
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE people (id int PRIMARY KEY, name text, street text, city text);
            CREATE TABLE addresses (person int PRIMARY KEY, line text NOT NULL);
            INSERT INTO people SELECT i, 'n' || i, 's' || i, 'c' FROM generate_series(1, 1000) i;
            INSERT INTO addresses SELECT i, 'other' FROM generate_series(1, 100) i;
            INSERT INTO addresses SELECT i, 's' || i || ', c' FROM generate_series(101, 200) i
            """);

        var status = await database.RunAsync(new TestBackfill("people", rows => rows
            .CopyInto("addresses", ["person"], existing: existing).Set("person", "id").Set("line", "street || ', ' || city")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(copied, await database.ReadAsync<long>("SELECT count(*) FROM addresses"));
        Assert.Equal(800 + updated, status.RowsChanged);
        Assert.Equal(900 + updated, await database.ReadAsync<long>("SELECT count(*) FROM addresses a JOIN people p ON p.id = a.person WHERE a.line = p.street || ', ' || p.city"));
    }

    [Fact]
    public async Task What_differs_is_counted_and_left_where_only_a_report_is_asked_for()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, old int, new int);
            INSERT INTO t SELECT i, i FROM generate_series(1, 3000) i;
            -- Every seventh row loses its new value again, as by a writer without trigger.
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.id % 7 = 0 THEN NEW.new := -1; END IF; RETURN NEW; END';
            CREATE TRIGGER spoil BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION spoil()
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old")), o => o.Verification = VerificationMode.Report);

        Assert.Null(status.VerifiedAt);
        Assert.Contains("428 rows differed", status.Reason);
        Assert.Equal(428, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = -1"));
    }

    [Fact]
    public async Task What_differs_is_repaired_and_verified_again()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, old int, new int);
            INSERT INTO t SELECT i, i FROM generate_series(1, 3000) i;
            CREATE SEQUENCE spoiled;
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF nextval(''spoiled'') < 100 THEN NEW.new := -1; END IF; RETURN NEW; END';
            CREATE TRIGGER spoil BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION spoil()
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old")));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(3, status.Pass);
        Assert.Equal(3000, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = old"));
    }
}
