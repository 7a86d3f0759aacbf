using System;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Tests.Support;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Backfills;

/// <summary>Each kind of error, and what becomes of the rows around it.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("id int PRIMARY KEY", "{7}", "1000 / (id - 7)", "22012", "")]
    [InlineData("id int", "{(0,7)}", "1000 / (id - 7)", "22012", "")]
    [InlineData("id int PRIMARY KEY", "{7}", "id", "23514", "ALTER TABLE t ADD CHECK (new <> 7)")]
    [InlineData("id int PRIMARY KEY", "{7}", "id", "P0001", "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'; CREATE TRIGGER refuse BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.id = 7) EXECUTE FUNCTION refuse()")]
    [InlineData("id int PRIMARY KEY", "{7}", "id", "23503", "CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p SELECT i FROM generate_series(1, 5000) i WHERE i <> 7; ALTER TABLE t ADD FOREIGN KEY (new) REFERENCES p DEFERRABLE INITIALLY DEFERRED")]
    public async Task A_row_that_fails_is_set_apart_and_the_rest_goes_on(string key, string failing, string expression, string sqlState, string schema)
    {
        await using var database = await Database.CreateAsync($"CREATE TABLE t ({key}, new int); INSERT INTO t SELECT i FROM generate_series(1, 5000) i; {schema}");
        var backfill = new TestBackfill("t", rows => rows.Set("new", expression));

        var status = await database.RunAsync(backfill);

        Assert.Equal(("completed", 1L), (status.State, status.Quarantined));
        Assert.False(status.IsComplete);
        Assert.Equal(4999, status.RowsChanged);
        Assert.Equal(4999, await database.ReadAsync<long>("SELECT count(new) FROM t"));
        Assert.Equal($"{failing} {sqlState}", await database.ReadAsync<string>("SELECT '{' || array_to_string(key, ',') || '} ' || sqlstate FROM migration_safety.quarantine"));

        await database.ExecuteAsync("DELETE FROM t WHERE id = 7");
        var mended = await database.RunAsync(backfill);

        Assert.True(mended.IsComplete, mended.Reason);
    }

    [Fact]
    public async Task Many_failing_rows_stop_it_and_a_new_start_goes_on()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, old text, new int); INSERT INTO t SELECT i, CASE WHEN i > 3000 THEN 'x' ELSE i::text END FROM generate_series(1, 5000) i");
        var backfill = new TestBackfill("t", rows => rows.Set("new", "old::int"));

        var stopped = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(backfill, o => o.MaxQuarantined = 5));
        var status = (await new BackfillControl(database.Source).StatusAsync("test"))!;
        await database.ExecuteAsync("UPDATE t SET old = id::text WHERE old = 'x'");
        var mended = await database.RunAsync(backfill, o => o.MaxQuarantined = 5);

        Assert.Equal(BackfillProblem.Quarantine, stopped.Problem);
        Assert.Contains("invalid input syntax for type integer", stopped.Message);
        Assert.Equal("stopped", status.State);
        Assert.Equal(stopped.Message, status.Reason);
        Assert.True(mended.IsComplete, mended.Reason);
    }

    [Fact]
    public async Task What_no_smaller_batch_mends_stops_it_with_one_message()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, new int);
            INSERT INTO t SELECT i FROM generate_series(1, 5000) i;
            CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM missing_function(NEW.id); RETURN NEW; END';
            CREATE TRIGGER broken BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.id = 2500) EXECUTE FUNCTION broken()
            """);
        var backfill = new TestBackfill("t", rows => rows.Set("new", "id"));

        var stopped = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(backfill));
        await database.ExecuteAsync("DROP TRIGGER broken ON t");
        var mended = await database.RunAsync(backfill);

        Assert.Equal(BackfillProblem.Stopped, stopped.Problem);
        Assert.Contains("function missing_function(integer) does not exist (42883)", stopped.Message);
        Assert.True(mended.IsComplete, mended.Reason);
        Assert.Equal(5000, mended.RowsChanged);
    }

    [Fact]
    public async Task A_batch_that_takes_too_long_is_made_smaller()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, new int);
            INSERT INTO t SELECT i FROM generate_series(1, 400) i;
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.003); RETURN NEW; END';
            CREATE TRIGGER slow BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION slow()
            """);

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")), o => o.StatementTimeout = TimeSpan.FromMilliseconds(250));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(400, status.RowsChanged);
    }

    [Fact]
    public async Task A_row_that_takes_too_long_by_itself_stops_it()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, new int);
            INSERT INTO t SELECT i FROM generate_series(1, 20) i;
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NEW; END';
            CREATE TRIGGER slow BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.id = 10) EXECUTE FUNCTION slow()
            """);

        var stopped = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")), o => o.StatementTimeout = TimeSpan.FromMilliseconds(100)));

        Assert.Contains("a single row takes longer than the statement timeout of 0.1 s", stopped.Message);
    }

    [Fact]
    public async Task A_locked_row_is_waited_for_without_holding_the_rest()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 2000) i");
        await using var holder = await database.Source.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT FROM t WHERE id = 1000 FOR UPDATE", holder))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var running = database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")), o => o.LockTimeout = TimeSpan.FromMilliseconds(100));
        // Before the locked row everything gets done; and a row behind it can be had within the lock timeout.
        var done = 0L;
        for (var i = 0; i < 100 && done < 900; i++)
        {
            await Task.Delay(100);
            done = await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = id");
        }

        await database.ExecuteAsync("SET lock_timeout = '400ms'; UPDATE t SET new = new WHERE id = 1001; RESET lock_timeout");
        await transaction.CommitAsync();
        var status = await running;

        Assert.InRange(done, 900, 999);
        Assert.True(status.IsComplete, status.Reason);
    }

    [Fact]
    public async Task A_table_that_is_renamed_meanwhile_is_followed()
    {
        await using var database = await Database.CreateAsync(Slow("t", "id int PRIMARY KEY"));
        var running = database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")));
        await StartedAsync(database, "t");

        await database.ExecuteAsync("ALTER TABLE t RENAME TO was_t; CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 5000) i; DROP TRIGGER slow ON was_t");
        var status = await running;

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(5000, await database.ReadAsync<long>("SELECT count(new) FROM was_t"));
        Assert.Equal(0, await database.ReadAsync<long>("SELECT count(new) FROM t"));
    }

    [Fact]
    public async Task A_table_without_key_that_is_rewritten_meanwhile_is_gone_through_again()
    {
        await using var database = await Database.CreateAsync(Slow("t", "id int"));
        var running = database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")));
        await StartedAsync(database, "t");

        await database.ExecuteAsync("VACUUM FULL t");
        await database.ExecuteAsync("DROP TRIGGER slow ON t");
        var status = await running;

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(5000, await database.ReadAsync<long>("SELECT count(new) FROM t"));
        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM migration_safety.event WHERE kind = 'restart'"));
    }

    [Fact]
    public async Task Rows_that_the_application_moves_are_found_without_a_key()
    {
        await using var database = await Database.CreateAsync(Slow("t", "id int, other int"));
        var running = database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")));
        await StartedAsync(database, "t");
        await database.ExecuteAsync("ALTER TABLE t DISABLE TRIGGER slow");
        await database.ExecuteAsync("UPDATE t SET other = 1 WHERE id % 3 = 0");
        var status = await running;

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(5000, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = id"));
    }

    [Fact]
    public async Task A_partition_that_is_dropped_meanwhile_is_left_out()
    {
        await using var database = await Database.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, new int) PARTITION BY RANGE (id);
            CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (2500);
            CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (2500) TO (10000);
            INSERT INTO t SELECT i FROM generate_series(1, 5000) i;
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END';
            CREATE TRIGGER slow BEFORE UPDATE ON t1 FOR EACH ROW EXECUTE FUNCTION slow()
            """);
        var running = database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")), o => o.Workers = 1);
        await StartedAsync(database, "t");

        await database.ExecuteAsync("DROP TABLE t2");
        await database.ExecuteAsync("DROP TRIGGER slow ON t1");
        var status = await running;

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(2499, await database.ReadAsync<long>("SELECT count(new) FROM t"));
    }

    private static string Slow(string table, string columns) => $"""
        CREATE TABLE {table} ({columns}, new int);
        INSERT INTO {table} (id) SELECT i FROM generate_series(1, 5000) i;
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END';
        CREATE TRIGGER slow BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NEW.new IS DISTINCT FROM OLD.new) EXECUTE FUNCTION slow()
        """;

    private static async Task StartedAsync(Database database, string table)
    {
        for (var i = 0; i < 400 && await database.ReadAsync<long>($"SELECT count(new) FROM {table}") == 0; i++)
        {
            await Task.Delay(10);
        }
    }
}
