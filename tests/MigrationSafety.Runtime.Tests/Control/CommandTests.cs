using System;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Tests.Support;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Control;

/// <summary>Commands from code and from plain SQL, while workers run.</summary>
public sealed class CommandTests
{
    private const string Slow = """
        CREATE TABLE t (id int PRIMARY KEY, new int);
        INSERT INTO t SELECT i FROM generate_series(1, 20000) i;
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.0005); RETURN NEW; END';
        CREATE TRIGGER slow BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION slow()
        """;

    private readonly TestBackfill _backfill = new("t", rows => rows.Set("new", "id"));

    [Fact]
    public async Task Pause_stops_the_next_batch_and_resume_lets_it_go_on()
    {
        await using var database = await Database.CreateAsync(Slow);
        var running = database.RunAsync(_backfill);
        await StartedAsync(database);

        await database.ExecuteAsync("SELECT migration_safety.pause('test', 'load test')");
        await Task.Delay(300);
        var paused = (await new BackfillControl(database.Source).StatusAsync("test"))!;
        await Task.Delay(300);
        var later = (await new BackfillControl(database.Source).StatusAsync("test"))!;
        await database.ExecuteAsync("DROP TRIGGER slow ON t");
        await new BackfillControl(database.Source).ResumeAsync("test");
        var status = await running;

        Assert.True(paused.IsPaused);
        Assert.Equal("load test", paused.Reason);
        Assert.Equal(paused.RowsChanged, later.RowsChanged);
        Assert.InRange(paused.RowsChanged, 1, 19_999);
        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(20_000, status.RowsChanged);
    }

    [Fact]
    public async Task Cancel_ends_it_and_a_resumed_one_goes_on_where_it_was()
    {
        await using var database = await Database.CreateAsync(Slow);
        var running = database.RunAsync(_backfill);
        await StartedAsync(database);

        await new BackfillControl(database.Source).CancelAsync("test", "not today");
        var cancelled = await running;
        var again = await database.RunAsync(_backfill);
        await database.ExecuteAsync("DROP TRIGGER slow ON t");
        await new BackfillControl(database.Source).ResumeAsync("test");
        var status = await database.RunAsync(_backfill);

        Assert.Equal(("cancelled", "not today"), (cancelled.State, cancelled.Reason));
        Assert.Equal(cancelled.RowsChanged, again.RowsChanged);
        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(20_000, status.RowsChanged);
    }

    [Fact]
    public async Task Throttle_changes_batches_that_come()
    {
        await using var database = await Database.CreateAsync(Slow);
        var running = database.RunAsync(_backfill);
        await StartedAsync(database);

        await new BackfillControl(database.Source).ThrottleAsync("test", targetBatchTime: TimeSpan.FromMilliseconds(5), maxWorkers: 1, restRatio: 0.1);
        var status = (await new BackfillControl(database.Source).StatusAsync("test"))!;
        await Task.Delay(500);
        var before = await BatchAsync(database);
        await Task.Delay(500);
        var after = await BatchAsync(database);
        await database.ExecuteAsync("DROP TRIGGER slow ON t");
        await running;

        Assert.Equal((TimeSpan.FromMilliseconds(5), 1, 0.1), (status.TargetBatchTime, status.MaxWorkers, status.RestRatio));
        // A row takes 0.5 ms and more: ten of them are the target.
        Assert.InRange((double)(after.Rows - before.Rows) / (after.Batches - before.Batches), 1, 20);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        await using var database = await Database.CreateAsync();
        await using (var connection = await database.Source.OpenConnectionAsync())
        {
            var none = await Assert.ThrowsAsync<BackfillException>(() => new BackfillControl(database.Source).PauseAsync("nobody", "why"));
            Assert.Contains("no backfill was ever started", none.Message);
            await new ControlSchema().EnsureAsync(connection);
        }

        var refused = await Assert.ThrowsAsync<BackfillException>(() => new BackfillControl(database.Source).PauseAsync("nobody", "why"));

        Assert.Contains("there is no backfill named 'nobody'", refused.Message);
        Assert.Null(await new BackfillControl(database.Source).StatusAsync("nobody"));
    }

    [Fact]
    public async Task An_operator_needs_no_right_on_any_table()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int)");
        await database.RunAsync(_backfill);
        var role = "operator_" + Guid.NewGuid().ToString("N")[..8];
        await database.ExecuteAsync($"""
            CREATE ROLE {role};
            GRANT USAGE ON SCHEMA migration_safety TO {role};
            GRANT EXECUTE ON FUNCTION migration_safety.pause, migration_safety.resume, migration_safety.cancel, migration_safety.throttle, migration_safety.status TO {role}
            """);

        await database.ExecuteAsync($"SET ROLE {role}; SELECT migration_safety.pause('test'); SELECT * FROM migration_safety.status(); SELECT migration_safety.resume('test'); RESET ROLE");

        Assert.Equal(2, await database.ReadAsync<long>("SELECT count(*) FROM migration_safety.event WHERE kind IN ('pause', 'resume')"));
        await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task Verify_lets_the_next_start_compare_all_rows_again()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 500) i");
        await database.RunAsync(_backfill);
        await database.ExecuteAsync("UPDATE t SET new = 0 WHERE id = 7");
        Assert.True((await database.RunAsync(_backfill)).IsComplete);

        await new BackfillControl(database.Source).VerifyAgainAsync("test");
        var unverified = (await new BackfillControl(database.Source).StatusAsync("test"))!;
        var status = await database.RunAsync(_backfill);

        Assert.False(unverified.IsComplete);
        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(7, await database.ReadAsync<int>("SELECT new FROM t WHERE id = 7"));
    }

    [Fact]
    public async Task Commands_commit_synchronously()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int)");
        await database.RunAsync(_backfill);

        var setting = await database.ReadAsync<string>("BEGIN; SET LOCAL synchronous_commit = off; SELECT migration_safety.pause('test')::text || current_setting('synchronous_commit')");

        Assert.Equal("on", setting);
    }

    private static async Task StartedAsync(Database database)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await database.ReadAsync<bool>("SELECT to_regclass('migration_safety.backfill_range') IS NOT NULL") && (await BatchAsync(database)).Rows > 0)
            {
                return;
            }

            await Task.Delay(25);
        }

        Assert.Fail("The backfill does not start.");
    }

    private static async Task<(long Rows, long Batches)> BatchAsync(Database database)
    {
        var status = await new BackfillControl(database.Source).StatusAsync("test");
        return (status?.RowsChanged ?? 0, status?.Batches ?? 0);
    }
}
