using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Signals;
using MigrationSafety.Runtime.Tests.Support;
using MigrationSafety.Runtime.Worker;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace MigrationSafety.Runtime.Tests.Reliability;

/// <summary>
/// Whatever is killed, whenever: each row is written by exactly one committed batch. Proved by a counter in the row, under
/// writers of both versions. Rounds of a fresh table until the plan's number of faults is reached.
/// </summary>
[Collection(nameof(ReliabilityTests))]
[CollectionDefinition(nameof(ReliabilityTests), DisableParallelization = true)]
public sealed class ReliabilityTests(ITestOutputHelper output)
{
    private const int Rows = 30_000;

    [Fact]
    public async Task Killed_workers_lose_nothing_and_repeat_nothing()
    {
        await using var server = await CrashingServer.StartAsync(Database.Newest, "deadlock_timeout=100ms");
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var (random, seed, kills, longest) = (Random(), Seed, 0, TimeSpan.Zero);

        for (var round = 1; kills < ReliabilityPlan.Kills; round++)
        {
            var accounts = new Accounts(source, Rows);
            await accounts.CreateAsync();
            await using var writers = new Writers(source, Rows, 3, ReliabilityPlan.Seed + round);
            var workers = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Start(server, round)).ToList();
            while (workers.Count > 0 && kills < ReliabilityPlan.Kills)
            {
                await Task.Delay(random.Next(100, 900));
                await RemoveFinishedAsync(workers);
                if (workers.Count > 0)
                {
                    var victim = random.Next(workers.Count);
                    workers[victim].Kill();
                    workers[victim].Dispose();
                    workers[victim] = Start(server, round);
                    kills++;
                }
            }

            await FinishAsync(workers, source, round);
            await writers.StopAsync();
            await accounts.ProveAsync($"{seed}, round {round}");
            await ProveWritesAsync(accounts, writers);
            output.WriteLine($"round {round}: {kills} kills, {writers.Acknowledged} writes, {writers.Deadlocks} deadlocks of writers");
        }

        Assert.Equal(ReliabilityPlan.Kills, kills);
    }

    [Fact]
    public async Task Poison_rows_are_set_apart_whatever_is_killed_and_keep_the_gate_shut_until_they_are_mended()
    {
        await using var server = await CrashingServer.StartAsync(Database.Newest, "deadlock_timeout=100ms");
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var (random, seed, kills) = (Random(), Seed, 0);
        var accounts = new Accounts(source, Rows);
        await accounts.CreateAsync(poison: 25);
        var poison = await accounts.CountAsync("poison");
        await using var writers = new Writers(source, Rows, 3, ReliabilityPlan.Seed);
        var workers = Enumerable.Range(0, 3).Select(_ => Start(server, 1)).ToList();
        while (workers.Count > 0 && kills < ReliabilityPlan.KillsAmongPoison)
        {
            await Task.Delay(random.Next(300, 900));
            await RemoveFinishedAsync(workers);
            if (workers.Count > 0)
            {
                workers[0].Kill();
                workers[0].Dispose();
                workers[0] = Start(server, 1);
                kills++;
            }
        }

        await FinishAsync(workers, source, 1);
        await writers.StopAsync();
        await accounts.ProveAsync(seed);
        var control = new BackfillControl(source);
        Assert.Equal(poison, (await control.StatusAsync(Name(1)))!.Quarantined);
        Assert.Contains($"{poison} rows are in quarantine", await control.GateAsync(Name(1)));

        await accounts.ExecuteAsync("ALTER TABLE accounts DROP CONSTRAINT no_label");
        var mended = await RunAsync(source, 1);

        Assert.True(mended.IsComplete, mended.Reason);
        Assert.Equal(0, await accounts.CountAsync("label IS DISTINCT FROM label_of(owner)"));
        Assert.Equal(0, await accounts.CountAsync("hits > 1"));
        Assert.Equal(["it is not released: call migration_safety.release('accounts-1', 'why')"], await control.GateAsync(Name(1)));
        output.WriteLine($"{kills} kills, {poison} rows set apart and mended, {writers.Acknowledged} writes, {writers.Deadlocks} deadlocks of writers");
    }

    [Fact]
    public async Task A_crashed_server_loses_batches_and_checkpoints_together()
    {
        await using var server = await CrashingServer.StartAsync(Database.Newest, "deadlock_timeout=100ms");
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var (random, seed, crashes) = (Random(), Seed, 0);

        for (var round = 1; crashes < ReliabilityPlan.Crashes; round++)
        {
            var accounts = new Accounts(source, Rows);
            await accounts.CreateAsync();
            await using var writers = new Writers(source, Rows, 3, ReliabilityPlan.Seed + round);
            var running = RunAsync(source, round);
            while (!running.IsCompleted && crashes < ReliabilityPlan.Crashes)
            {
                await Task.Delay(random.Next(200, 1500));
                await server.CrashAsync();
                crashes++;
            }

            var status = await running;
            await writers.StopAsync();
            Assert.True(status.IsComplete, $"{status.State}: {status.Reason} ({seed})");
            await accounts.ProveAsync($"{seed}, round {round}");
            await ProveWritesAsync(accounts, writers);
            output.WriteLine($"round {round}: {crashes} crashes, {writers.Acknowledged} writes");
        }
    }

    [Fact]
    public async Task Connections_cut_around_the_commit_are_neither_lost_nor_repeated()
    {
        await using var server = await CrashingServer.StartAsync(Database.Newest, "deadlock_timeout=100ms");
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var (random, seed, cuts) = (Random(), Seed, 0);

        for (var round = 1; cuts < ReliabilityPlan.Cuts; round++)
        {
            var accounts = new Accounts(source, Rows);
            await accounts.CreateAsync();
            await using var writers = new Writers(source, Rows, 3, ReliabilityPlan.Seed + round);
            await using var proxy = new CuttingProxy(server.Socket, random);
            await using var cut = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={proxy.Port};Username=postgres;Database=postgres;SSL Mode=Disable;Timeout=10");

            var running = RunAsync(cut, round);
            while (!running.IsCompleted && cuts + proxy.Cuts < ReliabilityPlan.Cuts)
            {
                await Task.Delay(10);
            }

            cuts += proxy.Cuts;
            proxy.Every = 0;
            var status = await running;
            await writers.StopAsync();
            Assert.True(status.IsComplete, $"{status.State}: {status.Reason} ({seed})");
            await accounts.ProveAsync($"{seed}, round {round}");
            await ProveWritesAsync(accounts, writers);
            output.WriteLine($"round {round}: {cuts} cuts, {writers.Acknowledged} writes");
        }
    }

    [Fact]
    public async Task A_promoted_standby_goes_on_from_what_it_has()
    {
        var (random, seed) = (Random(), Seed);
        for (var promotion = 1; promotion <= ReliabilityPlan.Promotions; promotion++)
        {
            await using var primary = await CrashingServer.StartAsync(Database.Newest);
            await using var own = NpgsqlDataSource.Create(primary.ConnectionString + ";Pooling=false");
            await new Accounts(own, Rows).CreateAsync();
            await using var standby = await primary.AddStandbyAsync();
            await using var both = NpgsqlDataSource.Create($"Host={primary.Host},{standby.Host};Port=5432;Username=postgres;Database=postgres;Target Session Attributes=primary;Timeout=5;Host Recheck Seconds=0");
            await using var after = NpgsqlDataSource.Create(standby.ConnectionString);

            var running = RunAsync(both, promotion);
            var copy = new Accounts(after, Rows);
            await UntilAsync(async () => await copy.ReadAsync<bool>("SELECT to_regclass('migration_safety.backfill_range') IS NOT NULL")
                && await copy.ReadAsync<bool>("SELECT EXISTS (SELECT FROM migration_safety.backfill_range WHERE position IS NOT NULL)"));
            await Task.Delay(random.Next(100, 700));
            // From here on the standby misses what is committed: the tail that is lost.
            await standby.ExecuteAsync("ALTER SYSTEM SET primary_conninfo = ''");
            await standby.ExecuteAsync("SELECT pg_reload_conf()");
            await Task.Delay(random.Next(200, 600));
            var atPrimary = (await new BackfillControl(own).StatusAsync(Name(promotion)))!;
            await primary.CrashAndStayDownAsync();
            await standby.ExecuteAsync("SELECT pg_promote()");

            var status = await running;

            Assert.True(status.IsComplete, $"{status.State}: {status.Reason} ({seed})");
            await copy.ProveAsync($"{seed}, promotion {promotion}");
            output.WriteLine($"promotion {promotion}: primary died at {atPrimary.RowsChanged} rows, pass {atPrimary.Pass}");
        }
    }

    [Fact]
    public async Task A_restarted_worker_goes_on_within_a_second()
    {
        await using var server = await CrashingServer.StartAsync(Database.Newest);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await new Accounts(source, Rows).CreateAsync();
        var accounts = new Accounts(source, Rows);
        using (var worker = Start(server, 1))
        {
            await UntilAsync(async () => await accounts.ReadAsync<bool>("SELECT to_regclass('migration_safety.backfill_range') IS NOT NULL") && await accounts.ReadAsync<bool>("SELECT EXISTS (SELECT FROM migration_safety.backfill_range WHERE token IS NOT NULL AND NOT done)"));
            worker.Kill();
            await worker.WaitAsync();
        }

        // What another worker asks for again and again.
        await using var connection = await source.OpenConnectionAsync();
        var clock = Stopwatch.StartNew();
        await UntilAsync(async () =>
        {
            await using var claim = new NpgsqlCommand($"SELECT count(*) FROM migration_safety.claim_range('{Name(1)}', gen_random_uuid(), 'test', interval '10 s')", connection);
            return await claim.ExecuteScalarAsync() is > 0L;
        });

        output.WriteLine($"free after {clock.ElapsedMilliseconds} ms");
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task A_silent_worker_loses_its_range_when_the_lease_ends_and_cannot_write_any_more()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 1000) i");
        await using var control = await database.Source.OpenConnectionAsync();
        await new ControlSchema().EnsureAsync(control);
        await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id"), "other"));
        await database.ExecuteAsync("""
            INSERT INTO migration_safety.backfill (name, definition, definition_hash, table_oid, table_name, target_batch_ms, rest_ratio, state, pass) VALUES ('mine', '{}', '', 't'::regclass, 't', 50, 0, 'running', 1);
            INSERT INTO migration_safety.backfill_range (backfill, pass, phase, relation, estimated_rows) VALUES ('mine', 1, 'fill', 't'::regclass, 1000)
            """);
        var commands = new ControlCommands(new ControlSchema(), TimeSpan.FromSeconds(1));
        await using var silent = await database.Source.OpenConnectionAsync();
        var held = (await commands.ClaimAsync(silent, "mine", "silent", default))!;

        var early = await commands.ClaimAsync(control, "mine", "second", default);
        await Task.Delay(1200);
        var late = await commands.ClaimAsync(control, "mine", "second", default);
        await using var fence = commands.Fence(held).ToCommand(silent);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => fence.ExecuteNonQueryAsync());

        Assert.Null(early);
        Assert.Equal(held.Id, late!.Id);
        Assert.Equal("MS001", refused.SqlState);
    }

    private string Seed
    {
        get
        {
            output.WriteLine($"MIGRATION_SAFETY_SEED={ReliabilityPlan.Seed}");
            return $"MIGRATION_SAFETY_SEED={ReliabilityPlan.Seed}";
        }
    }

    private static Random Random() => new(ReliabilityPlan.Seed);

    private static string Name(int round) => $"accounts-{round}";

    private static Task<BackfillStatus> RunAsync(NpgsqlDataSource source, int round) =>
        new BackfillRunner(source, new BackfillOptions { Workers = 3, TargetBatchTime = TimeSpan.FromMilliseconds(5), RestRatio = 4, Signals = BuiltInSignals.Default() })
            .RunAsync(new AccountsBackfill(Name(round)));

    private static WorkerProcess Start(CrashingServer server, int round) => new(server.ConnectionString, Name(round), restRatio: 8);

    private static async Task RemoveFinishedAsync(List<WorkerProcess> workers)
    {
        foreach (var finished in workers.Where(w => w.HasExited).ToArray())
        {
            Assert.True(finished.ExitCode == 0, await finished.ErrorsAsync());
            workers.Remove(finished);
            finished.Dispose();
        }
    }

    private static async Task FinishAsync(List<WorkerProcess> workers, NpgsqlDataSource source, int round)
    {
        if (workers.Count > 0)
        {
            // Enough kills: the rest as fast as it goes.
            await using var command = source.CreateCommand($"SELECT migration_safety.throttle('{Name(round)}', p_rest_ratio => 0) WHERE EXISTS (SELECT FROM migration_safety.backfill WHERE name = '{Name(round)}')");
            await UntilAsync(async () =>
            {
                try
                {
                    return await command.ExecuteNonQueryAsync() != 0;
                }
                catch (PostgresException)
                {
                    return false;
                }
            });
        }

        foreach (var worker in workers)
        {
            await worker.WaitAsync();
            Assert.True(worker.ExitCode == 0, await worker.ErrorsAsync());
            worker.Dispose();
        }
    }

    // Nothing that was acknowledged is missing, nothing is there that nobody wrote.
    private static async Task ProveWritesAsync(Accounts accounts, Writers writers) =>
        Assert.InRange(await accounts.ReadAsync<long>("SELECT sum(writes) FROM accounts"), writers.Acknowledged, writers.Acknowledged + writers.InDoubt);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "Nothing happened for a minute.");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
