using System;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Tests.Support;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Control;

public sealed class ControlSchemaTests
{
    [Fact]
    public async Task Many_processes_create_it_at_the_same_time()
    {
        await using var database = await Database.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            await new ControlSchema().EnsureAsync(connection);
        }));

        Assert.Equal(ControlSchema.Version, await database.ReadAsync<int>("SELECT version FROM migration_safety.version"));
    }

    [Fact]
    public async Task A_newer_one_is_refused_and_left_alone()
    {
        await using var database = await Database.CreateAsync();
        await using var connection = await database.Source.OpenConnectionAsync();
        await new ControlSchema().EnsureAsync(connection);
        await database.ExecuteAsync("UPDATE migration_safety.version SET version = 99");

        var refused = await Assert.ThrowsAsync<BackfillException>(() => new ControlSchema().EnsureAsync(connection));

        Assert.Equal(BackfillProblem.ControlSchema, refused.Problem);
        Assert.Contains("is of version 99", refused.Message);
        Assert.Equal(99, await database.ReadAsync<int>("SELECT version FROM migration_safety.version"));
    }

    [Fact]
    public async Task An_older_one_is_brought_up_to_date_and_keeps_what_it_knows()
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 500) i");
        await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")));
        await database.ExecuteAsync("""
            DROP TABLE migration_safety.release, migration_safety.application;
            UPDATE migration_safety.version SET version = 1
            """);

        await using var connection = await database.Source.OpenConnectionAsync();
        await new ControlSchema().EnsureAsync(connection);
        await new BackfillControl(database.Source).ReleaseAsync("test", "why");

        var status = (await new BackfillControl(database.Source).StatusAsync("test"))!;
        Assert.Equal((500, false), (status.RowsChanged, status.IsForced));
        Assert.NotNull(status.ReleasedAt);
        Assert.Empty(await new BackfillControl(database.Source).GateAsync("test"));
        Assert.NotEmpty(await new BackfillControl(database.Source).GateAsync("test", TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task An_older_one_that_is_only_read_is_told()
    {
        await using var database = await Database.CreateAsync("CREATE SCHEMA migration_safety; CREATE FUNCTION migration_safety.status(p_backfill text) RETURNS TABLE (name text, pass int) LANGUAGE sql AS 'SELECT p_backfill, 1'");

        var refused = await Assert.ThrowsAsync<BackfillException>(() => new BackfillControl(database.Source).ListAsync());

        Assert.Contains("of an older version than this library", refused.Message);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("100%")]
    [InlineData("a$$b")]
    [InlineData(" ")]
    public void A_name_that_the_functions_cannot_hold_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new ControlSchema(name));

    [Theory]
    [InlineData("Weird \"Name\"")]
    [InlineData("select")]
    public async Task Its_name_is_free(string name)
    {
        await using var database = await Database.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, new int); INSERT INTO t SELECT i FROM generate_series(1, 500) i");

        var status = await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "id")), o => o.ControlSchema = name);

        Assert.True(status.IsComplete);
        Assert.Equal("completed", (await new BackfillControl(database.Source, name).StatusAsync("test"))!.State);
    }

    [Fact]
    public async Task Its_script_is_what_the_library_would_create()
    {
        await using var database = await Database.CreateAsync();

        await database.ExecuteAsync(new ControlSchema().Script());

        await using var connection = await database.Source.OpenConnectionAsync();
        await new ControlSchema().EnsureAsync(connection);
        Assert.Equal(ControlSchema.Version, await database.ReadAsync<int>("SELECT version FROM migration_safety.version"));
    }
}
