using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.AspNetCore.Tests.Support;
using Npgsql;
using Xunit;

namespace MigrationSafety.AspNetCore.Tests;

/// <summary>What the page is told.</summary>
public sealed class StatusReportTests
{
    [Fact]
    public async Task A_running_backfill_has_speed_time_left_and_a_history_that_grows()
    {
        await using var application = await TestApplication.StartAsync(Orders.Slow, hosting: options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "id")));

        var backfill = await application.UntilAsync(b => b.GetProperty("secondsLeftAtLeast").ValueKind == JsonValueKind.Number && b.GetProperty("history").GetArrayLength() > 10);

        Assert.True(backfill.GetProperty("rowsPerSecond").GetDouble() > 0);
        var history = backfill.GetProperty("history").EnumerateArray().ToList();
        Assert.Contains(history, point => point.GetProperty("rowsPerSecond").GetDouble() > 0);
        Assert.True(history[^1].GetProperty("at").GetInt64() > history[0].GetProperty("at").GetInt64());
        Assert.Equal(["it is running", "it is not released: call migration_safety.release('totals', 'why')"],
            backfill.GetProperty("gate").EnumerateArray().Select(r => r.GetString()!.Replace("\"", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rows_in_quarantine_and_events_are_there()
    {
        await using var application = await TestApplication.StartAsync(Orders.Table, hosting: options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "1 / (id - 7)")));

        var backfill = await application.UntilAsync(b => b.GetProperty("state").GetString() == "completed");
        var report = JsonDocument.Parse(await application.Client.GetStringAsync("/migration-safety/status.json")).RootElement;

        var row = Assert.Single(backfill.GetProperty("quarantine").EnumerateArray());
        Assert.Equal(("orders", "7", "22012"), (row.GetProperty("relation").GetString(), row.GetProperty("key")[0].GetString(), row.GetProperty("sqlState").GetString()));
        Assert.Contains(report.GetProperty("databases")[0].GetProperty("events").EnumerateArray(), e => e.GetProperty("kind").GetString() == "completed");
        Assert.False(report.GetProperty("mayControl").GetBoolean());
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_without_its_password()
    {
        await using var application = await TestApplication.StartAsync("", connection: "Host=/nowhere;Username=u;Password=s3cret-word;Database=shop", hosting: options => options.RunBackfills = false);

        var text = await application.Client.GetStringAsync("/migration-safety/status.json");

        Assert.Contains("The database cannot be asked", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_backfills_and_one_that_does_not_run_are_told()
    {
        await using var application = await TestApplication.StartAsync("", hosting: options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "id")));

        for (var i = 0; i < 100; i++)
        {
            var database = JsonDocument.Parse(await application.Client.GetStringAsync("/migration-safety/status.json")).RootElement.GetProperty("databases")[0];
            Assert.Equal(0, database.GetProperty("backfills").GetArrayLength());
            if (database.GetProperty("problems").EnumerateArray().Any(p => p.GetString()!.Contains("orders", StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("Nobody says that the table is missing.");
    }

    [Fact]
    public async Task An_application_that_may_only_call_the_functions_shows_states_and_says_what_is_missing()
    {
        await using var application = await TestApplication.StartAsync(Orders.Table, hosting: options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "id")));
        await application.UntilAsync(b => b.GetProperty("complete").GetBoolean());
        var role = "reader_" + Guid.NewGuid().ToString("N")[..8];
        await application.Database.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA migration_safety TO {role}; GRANT EXECUTE ON FUNCTION migration_safety.status TO {role}");
        var connection = new NpgsqlConnectionStringBuilder(application.Database.ConnectionString) { Username = role, Pooling = false }.ConnectionString;
        await using (var limited = await TestApplication.StartAsync("", connection: connection, hosting: options => options.RunBackfills = false))
        {
            var backfill = await limited.UntilAsync(b => b.GetProperty("complete").GetBoolean());
            Assert.Equal(JsonValueKind.Null, backfill.GetProperty("gate").ValueKind);
            Assert.Contains("GRANT SELECT ON", await limited.Client.GetStringAsync("/migration-safety/status.json"), StringComparison.Ordinal);
        }

        await application.Database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }
}
