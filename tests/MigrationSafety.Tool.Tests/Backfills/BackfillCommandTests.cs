using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.TestServers;
using MigrationSafety.Tool.Tests.Runs;
using Npgsql;
using Xunit;

namespace MigrationSafety.Tool.Tests.Backfills;

/// <summary>The commands against a real server, as an operator gives them.</summary>
public sealed class BackfillCommandTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await (await PostgresServer.StartAsync(18)).CreateDatabaseAsync();
        await _database.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 1000) i");
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task List_and_status_of_a_complete_one()
    {
        await FillAsync();

        var list = (await RunAsync("list")).Ends(0);
        var json = (await RunAsync("list --format json")).Ends(0);
        var status = (await RunAsync("status fill")).Ends(0);
        var statusJson = (await RunAsync("status fill --format json")).Ends(0);

        Assert.Equal("fill: complete, 1,000 rows written\n", list.Output);
        var listed = Assert.Single(JsonDocument.Parse(json.Output).RootElement.GetProperty("backfills").EnumerateArray());
        Assert.Equal(("fill", "completed", true, 1000), (listed.GetProperty("name").GetString(), listed.GetProperty("state").GetString(), listed.GetProperty("complete").GetBoolean(), listed.GetProperty("rowsChanged").GetInt32()));
        Assert.Contains("state         complete\n", status.Output);
        Assert.Contains(" completed: completed and verified (postgres)\n", status.Output);
        var root = JsonDocument.Parse(statusJson.Output).RootElement;
        Assert.Equal(1, root.GetProperty("formatVersion").GetInt32());
        Assert.Contains(root.GetProperty("events").EnumerateArray(), e => e.GetProperty("kind").GetString() == "completed");
        Assert.Equal(0, root.GetProperty("quarantine").GetArrayLength());
    }

    [Fact]
    public async Task Rows_in_quarantine_are_shown_and_the_exit_code_says_that_it_is_not_complete()
    {
        await FillAsync("1 / (id - 7)");

        var status = (await RunAsync("status fill")).Ends(1);
        var watch = (await RunAsync("watch fill")).Ends(1);

        Assert.Contains("state         completed, rows in quarantine\n", status.Output);
        Assert.Contains("  t (7): division by zero (22012)\n", status.Output);
        Assert.Matches("^[0-9-]+ [0-9:]+Z fill: completed, rows in quarantine, 999 rows written, 1 row in quarantine\n$", watch.Output);
    }

    [Fact]
    public async Task A_running_one_is_paused_throttled_resumed_and_watched_to_its_end()
    {
        await _database.ExecuteAsync("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END'; CREATE TRIGGER slow BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION slow()");
        var running = FillAsync();
        await UntilAsync("SELECT coalesce(sum(rows_done), 0) > 0 FROM migration_safety.backfill_range");

        var paused = (await RunAsync("pause", "fill", "--reason", "peak hours")).Ends(0);
        var status = (await RunAsync("status fill")).Ends(1);
        var throttled = (await RunAsync("throttle fill --target-batch-ms 30 --max-workers 3 --rest-ratio 0.5")).Ends(0);
        var resumed = (await RunAsync("resume fill")).Ends(0);
        var watching = RunAsync("watch fill --interval 0.1");
        await _database.ExecuteAsync("DROP TRIGGER slow ON t");
        var watch = (await watching.WaitAsync(TimeSpan.FromSeconds(60))).Ends(0);
        await running;

        Assert.StartsWith("fill: paused, fill (pass 1), ", paused.Output, StringComparison.Ordinal);
        Assert.EndsWith("; paused: peak hours\n", paused.Output, StringComparison.Ordinal);
        Assert.Contains("slowed by     paused: peak hours\n", status.Output);
        Assert.StartsWith("fill: paused", throttled.Output, StringComparison.Ordinal);
        Assert.StartsWith("fill: running, fill (pass 1), ", resumed.Output, StringComparison.Ordinal);
        var after = await new BackfillControl(NpgsqlDataSource.Create(_database.ConnectionString)).StatusAsync("fill");
        Assert.Equal((TimeSpan.FromMilliseconds(30), 3, 0.5), (after!.TargetBatchTime, after.MaxWorkers, after.RestRatio));
        Assert.EndsWith("Z fill: complete, 1,000 rows written", watch.Output.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_outlives_a_database_that_is_away_for_a_moment()
    {
        await FillAsync();
        await _database.ExecuteAsync("UPDATE migration_safety.backfill SET state = 'running'");
        var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false };
        var socket = Path.Combine(connection.Host!, ".s.PGSQL.5432");
        var folder = Directory.CreateTempSubdirectory("socket-");
        var link = Path.Combine(folder.FullName, ".s.PGSQL.5432");
        File.CreateSymbolicLink(link, socket);
        var (output, error) = (new SharedWriter(), new SharedWriter());

        var watching = Program.RunAsync(
            ["backfill", "watch", "--interval", "0.1", "--connection", new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Host = folder.FullName }.ConnectionString],
            new ToolConsole { Output = output, Error = error });
        await UntilAsync(() => output.ToString().Contains("fill: running", StringComparison.Ordinal));
        File.Delete(link);
        await _database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dotnet migration-safety'");
        await UntilAsync(() => error.ToString().Contains("cannot be reached", StringComparison.Ordinal));
        await _database.ExecuteAsync("UPDATE migration_safety.backfill SET state = 'completed'");
        File.CreateSymbolicLink(link, socket);
        var exitCode = await watching.WaitAsync(TimeSpan.FromSeconds(30));
        folder.Delete(recursive: true);

        Assert.Equal(0, exitCode);
        Assert.Contains("fill: complete", output.ToString());
    }

    [Fact]
    public async Task Cancelled_one_is_forgotten()
    {
        await FillAsync();
        await _database.ExecuteAsync("UPDATE migration_safety.backfill SET state = 'running'");

        var refused = (await RunAsync("forget fill")).Refuses();
        var cancelled = (await RunAsync("cancel", "fill", "--reason", "a mistake")).Ends(0);
        var watch = (await RunAsync("watch")).Ends(1);
        (await RunAsync("forget fill")).Ends(0);
        var empty = (await RunAsync("list")).Ends(0);

        Assert.Contains("backfill fill is running. Cancel it first.", refused);
        Assert.Equal("fill: cancelled, 1,000 rows written; a mistake\n", cancelled.Output);
        Assert.Contains("; a mistake", watch.Output);
        Assert.Equal("", empty.Output);
    }

    [Fact]
    public async Task The_gate_opens_by_a_release_and_closes_when_it_is_withdrawn()
    {
        await FillAsync();

        var closed = (await RunAsync("gate fill")).Ends(1);
        (await RunAsync("release", "fill", "--reason", "version 2 is everywhere")).Ends(0);
        var open = (await RunAsync("gate fill")).Ends(0);
        var status = (await RunAsync("status fill")).Ends(0);
        var soaking = (await RunAsync("gate fill --soak 1.00:00:00 --format json")).Ends(1);
        (await RunAsync("withdraw fill --reason bug")).Ends(0);
        (await RunAsync("verify fill")).Ends(0);
        var unverified = (await RunAsync("gate fill")).Ends(1);

        Assert.StartsWith("fill: the gate is closed\n  it is not released", closed.Output, StringComparison.Ordinal);
        Assert.Equal("fill: the gate is open\n", open.Output);
        Assert.Matches(@"\nreleased +[0-9-]+ [0-9:]+Z by postgres\n", status.Output);
        Assert.Contains("  the soak time of 1 day ends at", "  " + JsonDocument.Parse(soaking.Output).RootElement.GetProperty("missing")[0].GetString());
        Assert.Contains("  it is not verified", unverified.Output);
    }

    [Fact]
    public async Task A_forced_release_prints_what_it_passes_over()
    {
        await FillAsync("1 / (id - 7)");

        var forced = (await RunAsync("release", "fill", "--force", "--reason", "OPS-123")).Ends(0);
        (await RunAsync("gate fill")).Ends(0);
        var status = JsonDocument.Parse((await RunAsync("status fill --format json")).Ends(1).Output).RootElement.GetProperty("backfill");

        Assert.Contains("  1 rows are in quarantine\n", forced.Output);
        Assert.True(status.GetProperty("releaseIsForced").GetBoolean());
    }

    [Fact]
    public async Task A_waiting_one_names_signal_and_value()
    {
        await FillAsync();
        await _database.ExecuteAsync("UPDATE migration_safety.backfill SET state = 'running'; INSERT INTO migration_safety.event (backfill, kind, message) VALUES ('fill', 'signal', 'waits: replica lag: 12 s of 5 s (b)')");

        var waiting = (await RunAsync("list")).Ends(0);
        var json = JsonDocument.Parse((await RunAsync("list --format json")).Ends(0).Output).RootElement.GetProperty("backfills")[0];
        await _database.ExecuteAsync("INSERT INTO migration_safety.event (backfill, kind, message) VALUES ('fill', 'signal', 'goes on')");
        var going = (await RunAsync("list")).Ends(0);

        Assert.Matches(@"; replica lag: 12 s of 5 s \(b\), since [0-9-]+ [0-9:]+Z\n$", waiting.Output);
        Assert.Equal("replica lag: 12 s of 5 s (b)", json.GetProperty("waits").GetProperty("signal").GetString());
        Assert.EndsWith("; no worker\n", going.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_who_may_only_call_the_functions_sees_the_status_without_the_tables()
    {
        await FillAsync();
        var role = "operator_" + Guid.NewGuid().ToString("N")[..8];
        await _database.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA migration_safety TO {role}; GRANT EXECUTE ON FUNCTION migration_safety.status TO {role}");
        var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = role, Pooling = false }.ConnectionString;

        var status = (await ToolRun.Of("backfill", "status", "fill", "--connection", connection)).Ends(0);
        var pause = (await ToolRun.Of("backfill", "pause", "fill", "--connection", connection)).Refuses();

        Assert.Contains("state         complete\n", status.Output);
        Assert.Contains("may not read the tables quarantine and event", status.Error);
        Assert.Contains("GRANT EXECUTE ON FUNCTION \"migration_safety\".pause".Replace("\"", "", StringComparison.Ordinal), pause.Replace("\"", "", StringComparison.Ordinal));
        await _database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Theory]
    [InlineData("status nobody", "There is no backfill \"nobody\" in Database \"")]
    [InlineData("pause nobody", "there is no backfill named 'nobody'")]
    [InlineData("throttle fill", "What is to change?")]
    [InlineData("throttle fill --target-batch-ms 0", "--target-batch-ms: a number from 1 on is expected.")]
    [InlineData("throttle fill --rest-ratio -1", "--rest-ratio: a number from 0 on is expected.")]
    [InlineData("watch --interval 0", "--interval: 0.1 to 3600 seconds are expected.")]
    [InlineData("status", "Required argument missing")]
    [InlineData("release fill", "Option '--reason' is required.")]
    [InlineData("list --schema elsewhere", "has no control schema")]
    public async Task What_cannot_be_done_is_said_in_one_line(string arguments, string message)
    {
        await FillAsync();

        Assert.Contains(message, (await RunAsync(arguments)).Refuses());
    }

    [Theory]
    [InlineData("Host=/nowhere;Username=u;Database=shop;Password=s3cret-word", "Database \"shop\" on /nowhere:5432 cannot be reached: ")]
    [InlineData("Host=/nowhere;Username=u;Password=a;s3cret-word", "The connection string in --connection cannot be read.")]
    [InlineData("Host=/nowhere;Port=s3cret-word", "The connection string in --connection cannot be read.")]
    [InlineData("postgres://u:s3cret-word@host/shop", "The connection string in --connection cannot be read.")]
    public async Task A_connection_that_is_none_is_refused_without_its_password(string connection, string message)
    {
        var line = (await ToolRun.Of("backfill", "list", "--connection", connection)).Refuses();

        Assert.Contains(message, line);
        Assert.DoesNotContain("s3cret-word", line);
    }

    [Fact]
    public async Task Without_a_connection_both_ways_to_give_one_are_told()
    {
        var line = (await ToolRun.Of("backfill", "list")).Refuses();

        Assert.Contains("MIGRATION_SAFETY_CONNECTION", line);
    }

    private Task<ToolRun> RunAsync(string arguments) => RunAsync(arguments.Split(' '));

    private Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.Of(["backfill", .. arguments, "--connection", _database.ConnectionString + ";Pooling=false"]);

    private async Task FillAsync(string expression = "id")
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await new BackfillRunner(source, new() { TargetBatchTime = TimeSpan.FromMilliseconds(20) }).RunAsync(new Fill(expression));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(condition());
    }

    private async Task UntilAsync(string condition)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        for (var i = 0; i < 400; i++)
        {
            try
            {
                await using var command = source.CreateCommand(condition);
                if (await command.ExecuteScalarAsync() is true)
                {
                    return;
                }
            }
            catch (PostgresException notYet) when (notYet.SqlState is PostgresErrorCodes.UndefinedTable)
            {
            }

            await Task.Delay(25);
        }

        Assert.Fail("The backfill does not start.");
    }

    /// <summary>Read by the test while the command writes.</summary>
    private sealed class SharedWriter : StringWriter
    {
        public override void Write(char value)
        {
            lock (this)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (this)
            {
                base.Write(buffer, index, count);
            }
        }

        public override void Write(string? value)
        {
            lock (this)
            {
                base.Write(value);
            }
        }

        public override string ToString()
        {
            lock (this)
            {
                return base.ToString();
            }
        }
    }

    private sealed class Fill(string expression) : Backfill
    {
        public override string Name => "fill";

        public override string Table => "t";

        protected override void Define(BackfillBuilder rows) => rows.Set("new", expression);
    }
}
