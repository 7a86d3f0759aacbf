using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Runtime.Migrations.Tests.Scenarios;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

public sealed class SyncTests
{
    private static async Task<MigrationTest> ExpandedAsync(int major = 15)
    {
        var test = await MigrationTest.OnAsync(major, Orders.Schema);
        await test.ExecuteAsync("GRANT SELECT, INSERT ON customers TO PUBLIC");
        await using var context = test.Context<SyncContext>();
        await context.GetService<IMigrator>().MigrateAsync("20260101000000_Expand");
        return test;
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Every_version_writes_and_both_sides_agree(int major)
    {
        await using var test = await ExpandedAsync(major);

        // The old version writes note, the next one remark, a third column fills a row that nobody has reached.
        await test.ExecuteAsync("INSERT INTO orders (id, note) VALUES (1001, 'Old')");
        await test.ExecuteAsync("INSERT INTO orders (id, remark) VALUES (1002, 'NEW')");
        await test.ExecuteAsync("UPDATE orders SET note = 'Again' WHERE id = 1");
        await test.ExecuteAsync("UPDATE orders SET remark = 'LATER' WHERE id = 2");
        await test.ExecuteAsync("UPDATE orders SET code = 'x' WHERE id = 3");
        await test.ExecuteAsync("UPDATE orders SET note = 'both', remark = 'SIDES' WHERE id = 4");

        Assert.Equal(
            ["1|Again|AGAIN", "2|later|LATER", "3|n|N", "4|sides|SIDES", "5|n|NULL", "1001|Old|OLD", "1002|new|NEW"],
            await test.RowsAsync("SELECT id, note, remark FROM orders WHERE id IN (1, 2, 3, 4, 5, 1001, 1002) ORDER BY id"));
    }

    [Fact]
    public async Task What_a_lossy_way_back_made_of_the_old_side_does_not_return_to_the_new_one()
    {
        await using var test = await ExpandedAsync();
        await test.ExecuteAsync("UPDATE orders SET remark = 'MiXed' WHERE id = 1");
        await test.ExecuteAsync("UPDATE orders SET code = 'x' WHERE id = 1");
        Assert.Equal(["mixed|MiXed"], await test.RowsAsync("SELECT note, remark FROM orders WHERE id = 1"));
    }

    [Fact]
    public async Task A_backfill_batch_never_writes_the_old_side()
    {
        await using var test = await ExpandedAsync();
        await test.ExecuteAsync(
            "BEGIN; SET LOCAL migration_safety.backfill = 'x'; UPDATE orders SET remark = 'Odd' WHERE id = 1; COMMIT");
        Assert.Equal(["n|Odd"], await test.RowsAsync("SELECT note, remark FROM orders WHERE id = 1"));
    }

    [Fact]
    public async Task A_table_follows_its_source()
    {
        await using var test = await ExpandedAsync();
        await test.ExecuteAsync("INSERT INTO orders (id, note) VALUES (1001, 'a'), (1002, 'b')");
        await test.ExecuteAsync("UPDATE orders SET note = 'c' WHERE id IN (1, 1001)");
        await test.ExecuteAsync("UPDATE orders SET id = 1003 WHERE id = 1002");
        Assert.Equal(["1|c", "1001|c", "1003|b"], await test.RowsAsync("SELECT * FROM notes ORDER BY 1"));
        await test.ExecuteAsync("DELETE FROM orders WHERE id > 1000");
        Assert.Equal(["1|c"], await test.RowsAsync("SELECT * FROM notes"));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    public async Task The_old_name_is_a_view_with_the_tables_grants(int major)
    {
        await using var test = await ExpandedAsync(major);
        await test.ExecuteAsync("CREATE ROLE reader_of_view; SET ROLE reader_of_view; INSERT INTO customers VALUES (100, 'x'); RESET ROLE; DROP ROLE reader_of_view");
        Assert.Equal(["100|x"], await test.RowsAsync("SELECT * FROM buyers WHERE id = 100"));
        if (major >= 15)
        {
            Assert.Equal(["security_invoker=true"], await test.RowsAsync("SELECT unnest(reloptions) FROM pg_class WHERE relname = 'customers'"));
        }
    }

    [Fact]
    public async Task All_of_it_goes_there_and_back()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        var before = await test.SchemaAsync("orders");
        await test.MigrateAsync<SyncContext>();
        Assert.Equal(["NULL|n"], await test.RowsAsync("SELECT note, remark FROM orders WHERE id = 5"));

        await using var context = test.Context<SyncContext>();
        await context.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);

        Assert.Equal(before, await test.SchemaAsync("orders"));
        Assert.Equal(0L, await test.ScalarAsync<long>("SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"));
    }

    [Fact]
    public async Task An_idempotent_script_runs_twice()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await using var context = test.Context<SyncContext>();
        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        await test.ExecuteAsync(script);
        await test.ExecuteAsync(script);
        Assert.Equal(2L, await test.ScalarAsync<long>("SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }
}
