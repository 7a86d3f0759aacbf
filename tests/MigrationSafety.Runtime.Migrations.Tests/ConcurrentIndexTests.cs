using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Runtime.Migrations.Tests.Scenarios;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

public sealed class ConcurrentIndexTests
{
    private const string Valid =
        "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('ix_orders_customer')";

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task It_is_built_and_dropped_again(int major)
    {
        await using var test = await MigrationTest.OnAsync(major, Orders.Schema);
        var before = await test.SchemaAsync("orders");

        await test.MigrateAsync<IndexContext>();
        Assert.True(await test.ScalarAsync<bool>(Valid));
        Assert.Contains(test.Log, static line => line.Contains("takes SHARE UPDATE EXCLUSIVE on \"orders\""));

        await using var context = test.Context<IndexContext>();
        await context.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
        Assert.Equal(before, await test.SchemaAsync("orders"));
    }

    [Fact]
    public async Task Without_the_options_it_is_plain_sql_that_every_host_runs()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<IndexContext>(safely: false);
        Assert.True(await test.ScalarAsync<bool>(Valid));
    }

    [Fact]
    public async Task An_invalid_leftover_is_dropped_and_built_anew()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.ExecuteAsync("CREATE INDEX ix_orders_customer ON orders (customer_id, code)");
        await test.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_orders_customer'::regclass");

        await test.MigrateAsync<IndexContext>();

        Assert.True(await test.ScalarAsync<bool>(Valid));
        Assert.Contains(test.Log, static line => line.Contains("is INVALID"));
    }

    [Fact]
    public async Task A_valid_index_of_the_same_definition_is_kept()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.ExecuteAsync("CREATE INDEX ix_orders_customer ON orders (customer_id, code)");
        var oid = await test.ScalarAsync<uint>("SELECT 'ix_orders_customer'::regclass::oid");

        await test.MigrateAsync<IndexContext>();

        Assert.Equal(oid, await test.ScalarAsync<uint>("SELECT 'ix_orders_customer'::regclass::oid"));
    }

    [Fact]
    public async Task A_valid_index_of_another_definition_is_nobodys_to_drop()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.ExecuteAsync("CREATE INDEX ix_orders_customer ON orders (customer_id, code DESC)");

        var failure = await Assert.ThrowsAsync<PostgresException>(() => test.MigrateAsync<IndexContext>());

        Assert.Equal(PostgresErrorCodes.DuplicateTable, failure.SqlState);
        Assert.True(await test.ScalarAsync<bool>(Valid));
    }

    [Fact]
    public async Task A_statement_timeout_does_not_cut_it_and_holds_again_afterwards()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.ExecuteAsync("INSERT INTO orders SELECT i, 1, 'o' || i, 'n' FROM generate_series(1000, 200000) AS i");
        await using var context = test.Context<IndexContext>();
        await context.Database.OpenConnectionAsync();
        await context.Database.ExecuteSqlRawAsync("SET statement_timeout = '30ms'");

        await context.Database.MigrateAsync();

        Assert.True(await test.ScalarAsync<bool>(Valid));
        Assert.Equal("30ms", (await context.Database.SqlQueryRaw<string>("SELECT current_setting('statement_timeout') AS \"Value\"").ToListAsync()).Single());
    }

    [Fact]
    public async Task Duplicates_fail_a_unique_build_and_leave_nothing_behind()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.ExecuteAsync("UPDATE orders SET code = 'same' WHERE id < 3");

        var failure = await Assert.ThrowsAsync<PostgresException>(() => test.MigrateAsync<ConstraintContext>());

        Assert.Equal(PostgresErrorCodes.UniqueViolation, failure.SqlState);
        Assert.Null(await test.ScalarAsync<string>("SELECT to_regclass('ux_code')::text"));
    }

    [Fact]
    public async Task An_idempotent_script_is_refused_with_the_way_out()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await using var context = test.Context<IndexContext>();
        var failure = Assert.Throws<System.NotSupportedException>(
            () => context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
        Assert.Contains("20260102000000_IndexOrders", failure.Message);
        Assert.Contains("without --idempotent", failure.Message);
    }

    [Fact]
    public async Task A_plain_script_holds_the_statements_and_runs()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await using var context = test.Context<IndexContext>();
        var script = context.GetService<IMigrator>().GenerateScript();

        foreach (var statement in script.Split(";\n").Where(static s => s.Trim().Length > 0))
        {
            await test.ExecuteAsync(statement);
        }

        Assert.True(await test.ScalarAsync<bool>(Valid));
    }
}
