using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using MigrationSafety.Runtime.Execution;
using MigrationSafety.Runtime.Migrations.Tests.Scenarios;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

public sealed class InstancesTests
{
    private const string AdvisoryLocks =
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Instances_that_start_at_once_all_end_well_a_concurrent_index_among_the_migrations(int major)
    {
        await using var test = await MigrationTest.OnAsync(major, Orders.Schema);
        await test.ExecuteAsync("INSERT INTO orders SELECT i, 1, 'o' || i, 'n' FROM generate_series(1000, 100000) AS i");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            await Task.Delay(i * 30);
            await test.MigrateAsync<IndexContext>();
        })));

        Assert.Equal(3L, await test.ScalarAsync<long>("SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.True(await test.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_orders_customer'::regclass"));
        Assert.Equal(0L, await test.ScalarAsync<long>(AdvisoryLocks));
    }

    [Fact]
    public async Task The_synchronous_way_is_as_good()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var context = test.Context<IndexContext>();
            context.Database.Migrate();
        })));
        Assert.Equal(3L, await test.ScalarAsync<long>("SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task Nothing_is_held_after_a_run_without_pending_migrations_or_one_that_failed()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.ExecuteAsync("ALTER TABLE orders ADD total int");
        await using var context = test.Context<IndexContext>();
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => context.Database.MigrateAsync());
        Assert.Equal(0L, await test.ScalarAsync<long>(AdvisoryLocks));

        await test.ExecuteAsync("ALTER TABLE orders DROP total");
        await context.Database.MigrateAsync();
        await context.Database.MigrateAsync();
        Assert.Equal(0L, await test.ScalarAsync<long>(AdvisoryLocks));
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_for_whom()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await using var other = await test.OpenAsync();
        await using (var take = new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(1298753363, hashtext('\"__EFMigrationsHistory\"'))", other))
        {
            await take.ExecuteNonQueryAsync();
        }

        var failure = await Assert.ThrowsAsync<AnotherInstanceMigratesException>(
            () => test.MigrateAsync<IndexContext>(static o => o with { InstanceTimeout = TimeSpan.FromSeconds(1) }));

        Assert.Contains("pid " + other.ProcessID, failure.Message);
        Assert.Equal(0L, await test.ScalarAsync<long>("SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'total'"));
    }
}
