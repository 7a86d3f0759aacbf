using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Execution;
using MigrationSafety.Runtime.Migrations.Tests.Scenarios;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

public sealed class GateTests
{
    private const string Applied = "SELECT substr(\"MigrationId\", 16) FROM \"__EFMigrationsHistory\" ORDER BY 1";

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_closed_gate_holds_its_migration_and_those_that_touch_its_table_and_no_other(int major)
    {
        await using var test = await MigrationTest.OnAsync(major, Orders.Schema);

        await test.MigrateAsync<GateContext>();
        await test.MigrateAsync<GateContext>();

        Assert.Equal(["Expand", "IndexCustomers"], await test.RowsAsync(Applied));
        Assert.Contains(test.Log, static line => line.Contains("20260102000000_Contract stays pending: the gate of backfill \"remarks\" is closed: no backfill ever ran in this database.", StringComparison.Ordinal));
        Assert.Contains(test.Log, static line => line.Contains("20260104000000_Dependent stays pending: it touches orders, as 20260102000000_Contract does, which waits too.", StringComparison.Ordinal));
        Assert.Contains(test.Log, static line => line.Contains("20260105000000_CannotBeTold stays pending: whether it depends on 20260102000000_Contract", StringComparison.Ordinal));
        await using var context = test.Context<GateContext>();
        Assert.Equal(4, (await context.Database.GetPendingMigrationsAsync()).Count());
    }

    [Fact]
    public async Task It_opens_when_the_backfill_is_complete_verified_released_soaked_and_the_old_version_gone()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<GateContext>();
        await FillAsync(test);
        await StaysShutAsync(test, "it is not released: call migration_safety.release('remarks', 'why')");

        await using (var old = await test.OpenAsync())
        {
            await ExecuteAsync(old, "SET application_name = 'Shop 1.9'; SELECT migration_safety.release('remarks', 'version 2 is everywhere')");
            await StaysShutAsync(test, "the soak time of 00:00:01 ends at ");
            await Task.Delay(1100);
            await StaysShutAsync(test, "is closed: retired versions still run: Shop 1.9 (1).");
            await ExecuteAsync(old, "RESET application_name; SELECT migration_safety.heartbeat('Shop 1.8', 'pod-7')");
            await StaysShutAsync(test, "is closed: retired versions still run: Shop 1.8 (1).");
            await ExecuteAsync(old, "UPDATE migration_safety.application SET seen_at = seen_at - interval '61 seconds'");
        }

        await test.MigrateAsync<GateContext>();
        Assert.Equal(["CannotBeTold", "Contract", "Dependent", "Expand", "IndexCustomers", "PutTogether"], await test.RowsAsync(Applied));
    }

    [Fact]
    public async Task The_synchronous_way_is_as_good()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await using var context = test.Context<GateContext>();
        context.Database.Migrate();
        Assert.Equal(["Expand", "IndexCustomers"], await test.RowsAsync(Applied));
        await ForceAsync(test);
        context.Database.Migrate();
        Assert.Equal(6, (await test.RowsAsync(Applied)).Count);
    }

    [Theory]
    [InlineData("UPDATE migration_safety.backfill SET verified_at = NULL, reason = '3 rows differed'", "it is not verified: 3 rows differed")]
    [InlineData("UPDATE migration_safety.backfill SET state = 'stopped', reason = 'disk full'", "it is stopped: disk full")]
    [InlineData("INSERT INTO migration_safety.quarantine VALUES ('remarks', 'orders'::regclass, '{1}', 1, '23514', 'check')", "1 rows are in quarantine")]
    [InlineData("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()", "a trigger of public.orders was changed since it was verified: call migration_safety.verify('remarks') and start it again")]
    [InlineData("SELECT migration_safety.verify('remarks')", "it is not verified: to be verified again: start it")]
    [InlineData("SELECT migration_safety.withdraw('remarks', 'found a bug')", "it is not released")]
    public async Task What_is_missing_is_told(string breaks, string told)
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<GateContext>();
        await FillAsync(test);
        await test.ExecuteAsync("SELECT migration_safety.release('remarks', 'why')");
        await Task.Delay(1100);

        await test.ExecuteAsync(breaks);

        await StaysShutAsync(test, told);
    }

    [Fact]
    public async Task A_forced_release_opens_it_and_says_what_it_passes_over()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<GateContext>();

        var skipped = await ForceAsync(test);

        Assert.Equal(["it has never run here", "soak time and sessions of retired versions are not looked at"], skipped);
        Assert.Contains("it has never run here", await test.ScalarAsync<string>("SELECT message FROM migration_safety.event WHERE kind = 'forced release'"));
        await test.MigrateAsync<GateContext>();
        Assert.Equal(6, (await test.RowsAsync(Applied)).Count);
    }

    /// <summary>What follows an await may run on the stack of the method that was awaited.</summary>
    [Fact]
    public async Task Whoever_asks_after_Migrate_sees_all_migrations()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        for (var i = 0; i < 20; i++)
        {
            await using var context = test.Context<GateContext>();
            await context.Database.MigrateAsync();
            Assert.Equal(6, context.Database.GetMigrations().Count());
        }
    }

    [Fact]
    public async Task A_new_database_waits_for_nothing()
    {
        await using var test = await MigrationTest.OnAsync(15);
        await test.MigrateAsync<GateContext>();
        Assert.Equal(6, (await test.RowsAsync(Applied)).Count);
    }

    [Fact]
    public async Task A_migration_asked_for_by_name_is_refused_before_anything_is_run()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await using var context = test.Context<GateContext>();
        var migrator = context.GetService<IMigrator>();

        var refused = await Assert.ThrowsAsync<GateClosedException>(() => migrator.MigrateAsync("Dependent"));

        Assert.Equal("20260104000000_Dependent", refused.Target);
        Assert.Contains("20260102000000_Contract waits: the gate of backfill \"remarks\" is closed", refused.Message);
        Assert.False(await test.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'remark')"));
        await migrator.MigrateAsync("Expand");
        Assert.Equal(["Expand"], await test.RowsAsync(Applied));
    }

    [Fact]
    public async Task A_gate_that_closes_at_the_last_moment_stops_the_contract_inside_its_transaction()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<GateContext>();
        await ForceAsync(test);
        await using var reader = await test.OpenAsync();
        await ExecuteAsync(reader, "BEGIN; SELECT 1 FROM orders LIMIT 1");
        var migrating = test.MigrateAsync<GateContext>();
        await test.UntilAsync(static line => line.Contains("were not given within", StringComparison.Ordinal));

        await test.ExecuteAsync("SELECT migration_safety.withdraw('remarks', 'stop')");
        await ExecuteAsync(reader, "COMMIT");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => migrating);
        Assert.Equal("MS020", refused.SqlState);
        Assert.Contains("the gate of backfill 'remarks' is closed: it has never run here", refused.MessageText);
        Assert.Equal(["Expand", "IndexCustomers"], await test.RowsAsync(Applied));
        Assert.True(await test.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note')"));
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public async Task Scripts_carry_a_guard_that_raises(MigrationsSqlGenerationOptions options)
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<GateContext>();
        await using var context = test.Context<GateContext>(safely: false);
        var script = context.GetService<IMigrator>().GenerateScript("Expand", "Contract", options);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => test.ExecuteAsync(script));
        Assert.Equal(("MS020", "the gate of backfill 'remarks' is closed: no backfill ever ran in this database"), (refused.SqlState, refused.MessageText));
        await using (var connection = await test.OpenAsync())
        {
            await new ControlSchema().EnsureAsync(connection);
        }

        refused = await Assert.ThrowsAsync<PostgresException>(() => test.ExecuteAsync(script));
        Assert.Equal("the gate of backfill 'remarks' is closed: it has never run here", refused.MessageText);
        await ForceAsync(test);
        await test.ExecuteAsync(script);
        Assert.Equal(["Contract", "Expand", "IndexCustomers"], await test.RowsAsync(Applied));
    }

    [Fact]
    public async Task Without_the_decorators_the_guard_stops_the_migration()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => test.MigrateAsync<GateContext>(safely: false));

        Assert.Equal("MS020", refused.SqlState);
        Assert.False(await test.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note')"));
    }

    [Fact]
    public async Task A_role_that_may_not_ask_is_told_the_grants()
    {
        await using var test = await MigrationTest.OnAsync(15, Orders.Schema);
        await test.MigrateAsync<GateContext>();
        await FillAsync(test);
        var role = "migrator_" + Guid.NewGuid().ToString("N")[..8];
        await test.ExecuteAsync($"CREATE ROLE {role}; GRANT ALL ON \"__EFMigrationsHistory\" TO {role}");
        await using var context = test.Context<GateContext>();
        await context.Database.OpenConnectionAsync();
        await ExecuteAsync((NpgsqlConnection)context.Database.GetDbConnection(), "SET ROLE " + role);

        var refused = await Assert.ThrowsAsync<Errors.BackfillException>(() => context.Database.MigrateAsync());

        Assert.Contains("GRANT USAGE ON SCHEMA migration_safety", refused.Message);
        await context.Database.CloseConnectionAsync();
        await test.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    private static async Task StaysShutAsync(MigrationTest test, string told)
    {
        test.Log.Clear();
        await test.MigrateAsync<GateContext>();
        Assert.Contains(test.Log, line => line.Contains("20260102000000_Contract stays pending: the gate of backfill \"remarks\" is closed: ", StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal));
        Assert.Equal(["Expand", "IndexCustomers"], await test.RowsAsync(Applied));
    }

    private static async Task FillAsync(MigrationTest test)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        var status = await new BackfillRunner(source).RunAsync(new Remarks());
        Assert.True(status.IsComplete, status.Reason);
    }

    private static async Task<IReadOnlyList<string>> ForceAsync(MigrationTest test)
    {
        await using var connection = await test.OpenAsync();
        await new ControlSchema().EnsureAsync(connection);
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        return await new BackfillControl(source).ForceReleaseAsync("remarks", "filled by hand");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Remarks : Backfill
    {
        public override string Name => "remarks";

        public override string Table => "orders";

        protected override void Define(BackfillBuilder rows) => rows.Set("remark", "upper(note)");
    }
}
