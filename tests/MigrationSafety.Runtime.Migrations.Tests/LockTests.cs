using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using MigrationSafety.Runtime.Execution;
using MigrationSafety.Runtime.Migrations.Tests.Scenarios;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

public sealed class LockTests
{
    private static async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> ReaderAsync(MigrationTest test, string table = "orders")
    {
        var connection = await test.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"SET LOCAL application_name = 'a slow report'; SELECT count(*) FROM {table}", connection);
        await command.ExecuteNonQueryAsync();
        return (connection, transaction);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task It_asks_again_while_nothing_is_held_and_names_who_is_in_the_way(int major)
    {
        await using var test = await MigrationTest.OnAsync(major, Orders.Schema);
        var (reader, transaction) = await ReaderAsync(test);
        await using var _ = reader;
        var migration = test.MigrateAsync<ConstraintContext>();

        // Others who read and write meanwhile wait no longer than the lock time-out and what is left of their own turn.
        var worst = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(3))
        {
            var one = Stopwatch.StartNew();
            await test.ExecuteAsync("UPDATE customers SET name = 'x' WHERE id = 1; SELECT count(*) FROM orders");
            worst = one.Elapsed > worst ? one.Elapsed : worst;
        }

        Assert.False(migration.IsCompleted);
        Assert.InRange(worst, TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
        await transaction.CommitAsync();
        await migration;
        Assert.Contains(test.Log, line => line.Contains("In the way: pid " + reader.ProcessID) && line.Contains("a slow report"));
    }

    [Fact]
    public async Task It_gives_up_after_the_attempts_with_nothing_done()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        var before = await test.SchemaAsync("orders");
        var (reader, transaction) = await ReaderAsync(test);
        await using var _ = reader;

        var failure = await Assert.ThrowsAsync<LocksNotGrantedException>(
            () => test.MigrateAsync<ConstraintContext>(static o => o with { LockAttempts = 2 }));

        Assert.Contains("In the way: pid " + reader.ProcessID, failure.Message);
        await transaction.CommitAsync();
        Assert.Equal(before, await test.SchemaAsync("orders"));
    }

    [Fact]
    public async Task Who_is_in_the_way_is_ended_only_when_told_to()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        var (reader, _) = await ReaderAsync(test);

        await test.MigrateAsync<ConstraintContext>(static o => o with { TerminateBlockersAfter = TimeSpan.FromSeconds(1) });

        Assert.Contains(test.Log, line => line.Contains("terminated pid " + reader.ProcessID));
        await Record.ExceptionAsync(async () => await reader.DisposeAsync());
    }

    [Fact]
    public async Task An_unsafe_migration_is_refused_before_its_first_statement()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);

        var failure = await Assert.ThrowsAsync<UnsafeMigrationException>(
            () => test.MigrateAsync<UnsafeContext>(static o => o with { RefuseUnsafe = true }));

        Assert.Equal("20260102000000_IndexPlainly", failure.Migration);
        Assert.Contains("MIG1001", Assert.Single(failure.Findings));
        Assert.Null(await test.ScalarAsync<string>("SELECT to_regclass('ix_plain')::text"));
        await test.MigrateAsync<UnsafeContext>();
        Assert.NotNull(await test.ScalarAsync<string>("SELECT to_regclass('ix_plain')::text"));
    }

    [Fact]
    public void Options_come_after_the_provider()
    {
        var options = new DbContextOptionsBuilder<IndexContext>().UseMigrationSafety().UseNpgsql("Host=/nowhere").Options;
        Assert.Contains(
            "after UseNpgsql", Assert.Throws<InvalidOperationException>(() => new IndexContext(options).Database.Migrate()).Message);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new DbContextOptionsBuilder().UseMigrationSafety(static o => o with { LockTimeout = TimeSpan.Zero }));
    }
}
