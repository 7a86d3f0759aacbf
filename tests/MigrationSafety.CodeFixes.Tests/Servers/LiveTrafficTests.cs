using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>The point of it all: writers go on while the fixed migration scans and builds.</summary>
public sealed class LiveTrafficTests
{
    private const int Major = 15;

    // ADD ... NOT VALID and SET NOT NULL take them for a moment; nothing that grows with the table may happen meanwhile.
    private static readonly string[] BlockingModes = ["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"];

    public static TheoryData<string> Names => [.. FixSample.All.Where(static s => s.Since <= Major).Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_scanned_or_built_under_a_lock_that_blocks_writes(string name)
    {
        Assert.Empty(await BlockingWorkAsync(await FixSample.Find(name).FixAsync(Major)));
    }

    [Theory]
    [InlineData("CreateIndex")]
    [InlineData("AddForeignKey")]
    [InlineData("AddCheckConstraint")]
    [InlineData("AlterColumn")]
    public async Task The_original_does(string name)
    {
        Assert.NotEmpty(await BlockingWorkAsync(CompiledMigration.Of(FixSample.Find(name).Source)));
    }

    /// <summary>
    /// A writer has its transaction open when the step starts and lets go when it is over. What blocks writes would wait for
    /// it, and the next writers behind that.
    /// </summary>
    [Theory]
    [InlineData("AddForeignKey")]
    [InlineData("AddCheckConstraint")]
    [InlineData("AlterColumn")]
    public async Task Writers_go_on_during_VALIDATE(string name)
    {
        var changed = await FixSample.Find(name).FixAsync(Major);
        await using var database = await BaseDatabase.CopyAsync(Major);
        await using var writer = await database.OpenAsync();
        Task? traffic = null;
        var watch = new ObservedCommands(database.ConnectionString)
        {
            Before = sql =>
            {
                if (sql.Contains("VALIDATE"))
                {
                    Execute(writer, Hold);
                    traffic = Task.Run(() => WriteAsync(database));
                }
            },
            After = sql =>
            {
                if (sql.Contains("VALIDATE"))
                {
                    Execute(writer, "COMMIT");
                }
            },
        };

        changed.Up(database.ConnectionString, watch);

        Assert.NotNull(traffic);
        await traffic;
    }

    /// <summary>CONCURRENTLY itself waits for the open writer; the next ones need not.</summary>
    [Theory]
    [InlineData("CreateIndex", "CREATE INDEX CONCURRENTLY")]
    [InlineData("Unique index in SQL", "CREATE UNIQUE INDEX CONCURRENTLY")]
    [InlineData("DropIndex", "DROP INDEX CONCURRENTLY")]
    public async Task Writers_go_on_while_CONCURRENTLY_waits(string name, string step)
    {
        var changed = await FixSample.Find(name).FixAsync(Major);
        await using var database = await BaseDatabase.CopyAsync(Major);
        await using var writer = await database.OpenAsync();
        Task? traffic = null;
        var watch = new ObservedCommands(database.ConnectionString)
        {
            Before = sql =>
            {
                if (sql.StartsWith(step))
                {
                    Execute(writer, Hold);
                    traffic = WriteThenCommitAsync(database, writer);
                }
            },
        };

        changed.Up(database.ConnectionString, watch);

        Assert.NotNull(traffic);
        await traffic;
    }

    private const string Hold = "BEGIN; UPDATE orders SET total = total WHERE id = 1";

    private static async Task WriteThenCommitAsync(TestDatabase database, NpgsqlConnection writer)
    {
        await UntilAsync(database, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%CONCURRENTLY%' AND wait_event_type = 'Lock')");
        await WriteAsync(database);
        Execute(writer, "COMMIT");
    }

    private static async Task WriteAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        Execute(connection, "SET lock_timeout = '20s'");
        for (var i = 2; i < 22; i++)
        {
            Execute(connection, $"UPDATE orders SET total = total WHERE id = {i}");
        }
    }

    private static async Task UntilAsync(TestDatabase database, string condition)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(condition, connection);
        while (await command.ExecuteScalarAsync() is not true)
        {
            await Task.Delay(5);
        }
    }

    private static async Task<string[]> BlockingWorkAsync(CompiledMigration migration)
    {
        await using var database = await BaseDatabase.CopyAsync(Major);
        var watch = new ObservedCommands(database.ConnectionString);
        migration.Up(database.ConnectionString + ";Options=-c client_min_messages=debug1", watch);

        Assert.NotEmpty(watch.Commands);
        return watch.Commands
            .Where(static c => c.Locks.Any(static l => BlockingModes.Contains(l.Split(' ')[1])))
            .SelectMany(static c => c.Work.Select(w => c.Sql + ": " + w))
            .ToArray();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
