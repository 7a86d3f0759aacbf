using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Tests.Support;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Hosting;

/// <summary>Backfills inside an application: what runs, what is ready, and what the application says of it.</summary>
public sealed class BackfillServiceTests
{
    private const string Table = "CREATE TABLE t (id int PRIMARY KEY, new int, next int); INSERT INTO t SELECT i FROM generate_series(1, 5000) i";

    [Fact]
    public async Task Backfills_run_in_their_order_and_the_application_is_ready_when_the_last_one_is_verified()
    {
        await using var database = await Database.CreateAsync(Table);

        await using var host = await TestHost.StartAsync(database.ConnectionString,
            options => options.AddBackfill<FillNew>().AddBackfill(_ => new TestBackfill("t", rows => rows.Set("next", "new + 1"), "next")).Reads("new", "next"),
            services => services.AddSingleton(new Factor(2)));
        await host.Readiness.WaitForReadyAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(5000, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = id * 2 AND next = new + 1"));
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        Assert.Equal(["completed new", "completed next"],
            (await database.ReadAsync<string[]>("SELECT array_agg(kind || ' ' || backfill ORDER BY id) FROM migration_safety.event WHERE kind = 'completed'")));
    }

    [Fact]
    public async Task Until_then_the_check_says_which_one_and_how_far()
    {
        await using var database = await Database.CreateAsync(Table + "; CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.0005); RETURN NEW; END'; CREATE TRIGGER slow BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION slow()");
        await using var host = await TestHost.StartAsync(database.ConnectionString, options => options.AddBackfill(New).Reads("test"));

        var filling = await host.UntilAsync(entry => entry.Description?.Contains("of its fill pass", StringComparison.Ordinal) == true);
        await new BackfillControl(database.Source).PauseAsync("test", "peak hours.");
        var paused = await host.HealthAsync();
        await new BackfillControl(database.Source).CancelAsync("test", "not today");
        var cancelled = await host.HealthAsync();
        await database.ExecuteAsync("DROP TRIGGER slow ON t");
        await host.UntilAsync(entry => host.Log.Lines.Any(line => line.StartsWith("Warning: Backfill \"test\" is cancelled", StringComparison.Ordinal)));
        await new BackfillControl(database.Source).ResumeAsync("test");
        await host.UntilAsync(entry => entry.Status == HealthStatus.Healthy);

        Assert.Equal(HealthStatus.Unhealthy, filling.Status);
        Assert.Matches(@"^Backfill ""test"" is at \d+ ?% of its fill pass \([\d,]+ of about [\d,]+ rows\)", filling.Description);
        Assert.Matches(@"^Backfill ""test"" is paused at .*: peak hours\.$", paused.Description);
        Assert.Matches(@"^Backfill ""test"" is cancelled at .*: not today\.$", cancelled.Description);
        Assert.Equal(5000, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = id"));
    }

    [Fact]
    public async Task A_new_database_with_empty_tables_is_ready_and_one_with_rows_waits_for_whoever_runs_it()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); CREATE TABLE u (id int, new int); INSERT INTO u VALUES (1)");

        await using var host = await TestHost.StartAsync(database.ConnectionString, options =>
        {
            options.RunBackfills = false;
            options.AddBackfill(New).AddBackfill(_ => new TestBackfill("u", rows => rows.Set("new", "id"), "other")).Reads("test", "other", "third");
        });
        var states = await host.Readiness.CheckAsync();
        await database.ExecuteAsync("INSERT INTO t VALUES (1)");
        await database.RunAsync(new TestBackfill("u", rows => rows.Set("new", "id"), "other"));
        var later = await host.Readiness.CheckAsync();

        Assert.Equal(["Backfill \"other\" was never started in this database.", "Backfill \"test\" has no rows to fill: its table is empty.", "Backfill \"third\" was never started in this database."],
            states.Select(s => s.Message));
        Assert.Equal([true, true, false], later.Select(s => s.IsReady));
        Assert.Equal(0, await database.ReadAsync<long>("SELECT count(*) FROM migration_safety.backfill WHERE name = 'test'"));
    }

    [Fact]
    public async Task Rows_in_quarantine_keep_it_from_being_ready_until_they_are_mended_and_verified_again()
    {
        await using var database = await Database.CreateAsync(Table);
        await using var host = await TestHost.StartAsync(database.ConnectionString,
            options => options.AddBackfill(_ => new TestBackfill("t", rows => rows.Set("new", "1 / (id - 7)"))).Reads("test"));

        var entry = await host.UntilAsync(e => e.Description?.Contains("in quarantine", StringComparison.Ordinal) == true);
        await database.ExecuteAsync("DELETE FROM t WHERE id = 7");
        await new BackfillControl(database.Source).VerifyAgainAsync("test");
        await host.Readiness.WaitForReadyAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("Backfill \"test\" is through, with 1 rows in quarantine.", entry.Description);
    }

    [Fact]
    public async Task A_backfill_that_cannot_run_is_logged_and_the_application_goes_on()
    {
        await using var database = await Database.CreateAsync(Table);
        await using var host = await TestHost.StartAsync(database.ConnectionString,
            options => options.AddBackfill(_ => new TestBackfill("gone", rows => rows.Set("new", "id"), "broken")).AddBackfill(New).Reads("test"));

        await host.Readiness.WaitForReadyAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var entry = await host.HealthAsync();

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("gone", entry.Description);
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_definitions_with_one_name_are_told_and_the_first_runs()
    {
        await using var database = await Database.CreateAsync(Table);
        await using var host = await TestHost.StartAsync(database.ConnectionString,
            options => options.AddBackfill(New).AddBackfill(_ => new TestBackfill("t", rows => rows.Set("next", "id"))).Reads("test"));

        await host.Readiness.WaitForReadyAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains(host.Log.Lines, line => line.Contains("\"test\" is the name of both TestBackfill and TestBackfill; the second is not run", StringComparison.Ordinal));
        Assert.Equal(0, await database.ReadAsync<long>("SELECT count(next) FROM t"));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_waited_for_and_no_password_is_written_down()
    {
        await using var database = await Database.CreateAsync(Table);
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "s3cret-of-test", Timeout = 2 };
        var server = Path.Combine(connection.Host!, ".s.PGSQL.5432");
        connection.Host = Directory.CreateTempSubdirectory("socket-").FullName;

        await using var host = await TestHost.StartAsync(connection.ConnectionString, options => options.AddBackfill(New).Reads("test"));
        var waiting = host.Readiness.WaitForReadyAsync();
        var unreachable = await host.UntilAsync(_ => host.Log.Lines.Any(line => line.StartsWith("Warning: Backfill test starts again in", StringComparison.Ordinal)));
        File.CreateSymbolicLink(Path.Combine(connection.Host, ".s.PGSQL.5432"), server);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        var entry = await host.UntilAsync(e => e.Status == HealthStatus.Healthy);

        Assert.Equal(HealthStatus.Unhealthy, unreachable.Status);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("s3cret-of-test", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret-of-test", unreachable.Description + unreachable.Exception + entry.Description, StringComparison.Ordinal);
        Directory.Delete(connection.Host, recursive: true);
    }

    [Fact]
    public async Task The_database_is_told_which_version_runs()
    {
        await using var database = await Database.CreateAsync(Table);
        await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")));
        await using var host = await TestHost.StartAsync(database.ConnectionString, options => options.Application = "Shop 1.9");

        for (var i = 0; i < 200 && await database.ReadAsync<long>("SELECT count(*) FROM migration_safety.application") == 0; i++)
        {
            await Task.Delay(25);
        }

        var missing = await new BackfillControl(database.Source).GateAsync("test", retired: "Shop 1.%");
        Assert.Contains(missing, reason => reason.StartsWith("retired versions still run: Shop 1.9", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_context_with_a_data_source_of_its_own_needs_it_named_here_too()
    {
        await using var database = await Database.CreateAsync(Table);
        void Context(IServiceCollection services) => services.AddDbContext<SourceContext>(options => options.UseNpgsql(database.Source));

        await using var refused = await TestHost.StartAsync(database.ConnectionString, _ => { }, services =>
        {
            Context(services);
            services.AddMigrationSafety<SourceContext>(options => options.AddBackfill(New).Reads("test"));
        });
        var entry = await refused.UntilAsync(_ => refused.Log.Lines.Any(line => line.StartsWith("Error: AddMigrationSafety<SourceContext>", StringComparison.Ordinal)));
        await using var named = await TestHost.StartAsync(database.ConnectionString, _ => { }, services =>
        {
            Context(services);
            services.AddMigrationSafety<SourceContext>(options => options.AddBackfill(New).Reads("test").DataSource = _ => database.Source);
        });
        await named.Readiness.WaitForReadyAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("options.DataSource = provider => provider.GetRequiredService<NpgsqlDataSource>()", entry.Description);
        await Assert.ThrowsAsync<MigrationSafety.Runtime.Errors.BackfillException>(() => refused.Readiness.WaitForReadyAsync());
    }

    private static IBackfill New(IServiceProvider services) => new TestBackfill("t", rows => rows.Set("new", "id"));

    private sealed class SourceContext(DbContextOptions<SourceContext> options) : DbContext(options);

    private sealed record Factor(int Value);

    private sealed class FillNew(Factor factor) : Backfill
    {
        public override string Name => "new";

        public override string Table => "t";

        protected override void Define(BackfillBuilder rows) => rows.Set("new", $"id * {factor.Value}");
    }
}
