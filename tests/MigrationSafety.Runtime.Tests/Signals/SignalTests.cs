using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Signals;
using MigrationSafety.Runtime.Tests.Support;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Signals;

public sealed class SignalTests
{
    private const string Table = "CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 20000) i";

    private readonly TestBackfill _backfill = new("t", rows => rows.Set("new", "id"));

    [Theory]
    [InlineData(0.4, 0, 1)]
    [InlineData(0.75, 1, 0.5)]
    [InlineData(0.9, 4, 0.2)]
    [InlineData(1, double.PositiveInfinity, 0)]
    public void Rest_grows_and_workers_leave_as_a_signal_nears_its_limit(double pressure, double rest, double workers)
    {
        var verdict = Verdict.Of(pressure, "x");

        Assert.Equal(rest, verdict.RestRatio, 6);
        Assert.Equal(workers, verdict.Workers, 6);
    }

    [Fact]
    public async Task Over_its_limit_everything_waits_and_the_event_tells_signal_and_value()
    {
        await using var database = await Database.CreateAsync(Table);
        var signal = new Fake { Value = 12 };

        var running = database.RunAsync(_backfill, o => (o.Signals, o.SignalInterval) = ([signal], TimeSpan.FromMilliseconds(50)));
        await UntilAsync(database, "waits: heat: 12 K of 10 K (hall 3)");
        await Task.Delay(100);
        var before = (await new BackfillControl(database.Source).StatusAsync("test"))!.RowsChanged;
        await Task.Delay(400);
        var after = (await new BackfillControl(database.Source).StatusAsync("test"))!.RowsChanged;
        signal.Value = 1;
        var status = await running;

        Assert.Equal(before, after);
        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM migration_safety.event WHERE kind = 'signal' AND message = 'goes on'"));
    }

    [Fact]
    public async Task Cancelled_while_a_signal_makes_everything_wait_it_ends()
    {
        await using var database = await Database.CreateAsync(Table);
        var running = database.RunAsync(_backfill, o => (o.Signals, o.SignalInterval) = ([new Fake { Value = 12 }], TimeSpan.FromMilliseconds(50)));
        await UntilAsync(database, "waits: heat: 12 K of 10 K (hall 3)");

        await new BackfillControl(database.Source).CancelAsync("test", "not today");
        var status = await running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("cancelled", status.State);
    }

    [Fact]
    public async Task A_signal_near_its_limit_does_not_keep_a_backfill_from_ending()
    {
        await using var database = await Database.CreateAsync(Table);

        var status = await database.RunAsync(_backfill, o => (o.Signals, o.SignalInterval) = ([new Fake { Value = 8 }], TimeSpan.FromMilliseconds(50))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(status.IsComplete, status.Reason);
    }

    [Fact]
    public async Task One_that_can_no_longer_be_read_makes_everything_wait()
    {
        await using var database = await Database.CreateAsync(Table);
        var signal = new Fake { Value = 1, Fails = true };

        var running = database.RunAsync(_backfill, o => (o.Signals, o.SignalInterval, o.SignalMaxAge, o.RestRatio) = ([signal], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300), 20));
        await UntilAsync(database, "waits: heat: not readable for 0 s (sensor is gone)");
        signal.Fails = false;
        await new BackfillControl(database.Source).ThrottleAsync("test", restRatio: 0);

        Assert.True((await running).IsComplete);
    }

    [Fact]
    public async Task One_that_cannot_be_read_at_the_start_is_refused()
    {
        await using var database = await Database.CreateAsync(Table);

        var refused = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(_backfill, o => o.Signals = [new Fake { Unreadable = true }]));

        Assert.Equal(BackfillProblem.Signal, refused.Problem);
        Assert.Contains("\"heat\" cannot be read: relation \"sensors\" does not exist (42P01)", refused.Message);
    }

    [Fact]
    public async Task Built_in_ones_are_read_on_every_version_by_a_role_with_pg_monitor()
    {
        foreach (var major in new[] { 12, 13, 14, 15, 16, 17, 18 })
        {
            await using var database = await Database.CreateAsync(Table, major);
            await database.RunAsync(_backfill);
            var role = "monitor_" + Guid.NewGuid().ToString("N")[..8];
            await database.ExecuteAsync($"CREATE ROLE {role} LOGIN IN ROLE pg_monitor; GRANT USAGE ON SCHEMA migration_safety TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA migration_safety TO {role}");
            await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Pooling = false }.ConnectionString))
            {
                await connection.OpenAsync();
                var context = new SignalContext(connection, "test", "migration_safety", await database.ReadAsync<uint>("SELECT 't'::regclass::oid"), "public.t");
                foreach (var signal in (IBackfillSignal[])[.. BuiltInSignals.Default(), new WalRateSignal(1L << 40), new ActiveSessionsSignal(10), new DatabaseSizeSignal(1L << 40)])
                {
                    await signal.PrepareAsync(context, default);
                    Assert.InRange((await signal.ReadAsync(context, default)).Pressure, 0, 0.99);
                }
            }

            await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task A_session_that_waits_for_a_worker_is_seen_and_one_that_waits_for_somebody_else_is_not()
    {
        await using var database = await Database.CreateAsync(Table);
        await database.RunAsync(_backfill);
        await using var reading = await database.Source.OpenConnectionAsync();
        await using var worker = await database.Source.OpenConnectionAsync();
        await using var other = await database.Source.OpenConnectionAsync();
        await database.ExecuteAsync($"UPDATE migration_safety.backfill_range SET done = false, token = gen_random_uuid(), worker_pid = {worker.ProcessID} WHERE id = 1");
        var context = new SignalContext(reading, "test", "migration_safety", await database.ReadAsync<uint>("SELECT 't'::regclass::oid"), "public.t");
        var signal = new LockWaitSignal(TimeSpan.FromMilliseconds(100));

        async Task<(SignalReading First, SignalReading Second)> BlockAsync(NpgsqlConnection blocker)
        {
            await using var transaction = await blocker.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT FROM t WHERE id = 5 FOR UPDATE", blocker))
            {
                await hold.ExecuteNonQueryAsync();
            }

            var waiting = database.ExecuteAsync("UPDATE t SET new = new WHERE id = 5");
            await Task.Delay(200);
            var first = await signal.ReadAsync(context, default);
            await Task.Delay(150);
            var second = await signal.ReadAsync(context, default);
            await transaction.CommitAsync();
            await waiting;
            return (first, second);
        }

        var byOther = await BlockAsync(other);
        var byWorker = await BlockAsync(worker);

        Assert.Equal(0, byOther.Second.Value);
        Assert.True(byWorker.First.Value > 0);
        Assert.True(byWorker.Second.Pressure >= 1, byWorker.Second.ToString());
    }

    [Fact]
    public async Task Lag_of_a_replica_and_WAL_kept_by_a_slot_are_measured()
    {
        await using var primary = await CrashingServer.StartAsync(Database.Newest);
        await using var standby = await primary.AddStandbyAsync();
        await using var connection = new NpgsqlConnection(primary.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var context = new SignalContext(connection, "test", "migration_safety", 0, "");
        await standby.ExecuteAsync("SELECT pg_wal_replay_pause()");
        await primary.ExecuteAsync("SELECT pg_create_physical_replication_slot('kept', true)");
        await primary.ExecuteAsync("CREATE TABLE filler AS SELECT repeat('x', 100) FROM generate_series(1, 100000)");
        await Task.Delay(500);

        var lag = await new ReplicaLagSignal(maxBytes: 1 << 20).ReadAsync(context, default);
        var kept = await new RetainedWalSignal(maxBytes: 1 << 20).ReadAsync(context, default);

        Assert.True(lag.Pressure > 1, lag.ToString());
        Assert.StartsWith("standby", lag.Detail);
        Assert.True(kept.Pressure > 1, kept.ToString());
        Assert.Equal("kept", kept.Detail);
    }

    private static async Task UntilAsync(Database database, string message)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await database.ReadAsync<bool>("SELECT to_regclass('migration_safety.event') IS NOT NULL")
                && await database.ReadAsync<long>($"SELECT count(*) FROM migration_safety.event WHERE message = '{message}'") > 0)
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("Not told: " + message);
    }

    private sealed class Fake : IBackfillSignal
    {
        public double Value { get; set; }

        public bool Fails { get; set; }

        public bool Unreadable { get; set; }

        public string Name => "heat";

        public async Task PrepareAsync(SignalContext context, CancellationToken cancellation)
        {
            await using var command = new NpgsqlCommand(Unreadable ? "SELECT * FROM sensors" : "SELECT 1", context.Connection);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        public Task<SignalReading> ReadAsync(SignalContext context, CancellationToken cancellation) =>
            Fails ? throw new InvalidOperationException("sensor is gone") : Task.FromResult(new SignalReading(Value, 10, "K", "hall 3"));
    }
}
