using System;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Tests.Support;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Backfills;

/// <summary>What cannot work is refused before the first row, with one message that says what to do.</summary>
public sealed class BadInputTests
{
    private const string Schema = """
        CREATE TABLE t (id int PRIMARY KEY, old int, new int, made int GENERATED ALWAYS AS (old + 1) STORED);
        CREATE TABLE keyless (old int, new int);
        CREATE TABLE parted (id int, at int, old int, new int) PARTITION BY RANGE (at);
        CREATE TABLE parted1 PARTITION OF parted DEFAULT;
        CREATE VIEW v AS SELECT * FROM t;
        INSERT INTO t SELECT i, i FROM generate_series(1, 100) i
        """;

    [Theory]
    [InlineData("missing", "new", "old", BackfillProblem.Table, "There is no table \"missing\" in database")]
    [InlineData("T", "new", "old", BackfillProblem.Table, "upper case stays upper case")]
    [InlineData("v", "new", "old", BackfillProblem.Table, "a view: name the table below it")]
    [InlineData("t", "absent", "old", BackfillProblem.Definition, "sets column \"absent\", which public.t does not have. Its columns: ")]
    [InlineData("t", "new", "absent", BackfillProblem.Definition, "column \"absent\" does not exist (42703)")]
    [InlineData("t", "new", "old ||", BackfillProblem.Definition, "syntax error")]
    [InlineData("t", "new", "'x'::xml", BackfillProblem.Definition, "42")]
    [InlineData("t", "made", "old", BackfillProblem.Definition, "which PostgreSQL generates itself")]
    [InlineData("t", "id", "old", BackfillProblem.Definition, "a column of the key")]
    [InlineData("parted", "at", "old", BackfillProblem.Definition, "decides the partition")]
    public async Task A_definition_that_does_not_fit_is_refused(string table, string column, string expression, BackfillProblem problem, string message)
    {
        await using var database = await Database.CreateAsync(Schema);

        var refused = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(new TestBackfill(table, rows => rows.Set(column, expression))));

        Assert.Equal(problem, refused.Problem);
        Assert.Contains(message, refused.Message);
        Assert.Equal(0, await database.ReadAsync<long>("SELECT count(new) FROM t"));
    }

    [Fact]
    public async Task Applying_once_needs_a_key()
    {
        await using var database = await Database.CreateAsync(Schema);

        var refused = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(new TestBackfill("keyless", rows => rows.ApplyOnce("old", "old + 1"))));

        Assert.Contains("Add a key", refused.Message);
    }

    [Fact]
    public async Task A_definition_that_contradicts_itself_is_refused()
    {
        await using var database = await Database.CreateAsync(Schema);

        async Task<string> RefusalAsync(Action<BackfillBuilder> define) =>
            (await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(new TestBackfill("t", define)))).Message;

        Assert.Contains("sets no column", await RefusalAsync(rows => { }));
        Assert.Contains("twice", await RefusalAsync(rows => rows.Set("new", "1").Set("new", "2")));
        Assert.Contains("more than one Where", await RefusalAsync(rows => rows.Set("new", "1").Where("true").Where("true")));
        Assert.Contains("without a key", await RefusalAsync(rows => rows.Set("new", "1").CopyInto("keyless", [])));
        Assert.Contains("does not set it", await RefusalAsync(rows => rows.Set("new", "1").CopyInto("keyless", ["old"])));
        Assert.Contains("no unique or exclusion constraint", await RefusalAsync(rows => rows.Set("old", "1").CopyInto("keyless", ["old"])));
    }

    [Fact]
    public async Task A_changed_definition_is_refused_with_the_difference()
    {
        await using var database = await Database.CreateAsync(Schema);
        await database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old")));

        var refused = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(new TestBackfill("t", rows => rows.Set("new", "old + 1").Where("id > 5"))));

        Assert.Equal(BackfillProblem.DefinitionChanged, refused.Problem);
        Assert.Contains("expression: old,", refused.Message);
        Assert.Contains("expression: old + 1,", refused.Message);
        Assert.Contains("where: was nothing, is id > 5", refused.Message);
        Assert.Contains("migration_safety.forget('test')", refused.Message);
    }

    [Fact]
    public async Task A_table_that_was_made_anew_is_refused_until_the_old_backfill_is_forgotten()
    {
        await using var database = await Database.CreateAsync(Schema);
        var backfill = new TestBackfill("keyless", rows => rows.Set("new", "old"));
        await database.RunAsync(backfill);
        await database.ExecuteAsync("DROP TABLE keyless; CREATE TABLE keyless (old int, new int); INSERT INTO keyless VALUES (1)");

        var refused = await Assert.ThrowsAsync<BackfillException>(() => database.RunAsync(backfill));
        await database.ExecuteAsync("SELECT migration_safety.forget('test')");
        var status = await database.RunAsync(backfill);

        Assert.Contains("made anew", refused.Message);
        Assert.True(status.IsComplete);
        Assert.Equal(1, status.RowsChanged);
    }

    [Fact]
    public async Task Missing_rights_are_told_with_their_GRANT()
    {
        await using var database = await Database.CreateAsync(Schema);
        var role = "worker_" + Guid.NewGuid().ToString("N")[..8];
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA public TO {role}");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role });
        var backfill = new TestBackfill("t", rows => rows.Set("new", "old"));
        var seen = new System.Collections.Generic.List<string>();

        // Each message has the statement that the next try needs; in the end the backfill runs.
        for (var tries = 0; tries < 10; tries++)
        {
            try
            {
                Assert.True((await new BackfillRunner(source).RunAsync(backfill)).IsComplete);
                break;
            }
            catch (BackfillException refused)
            {
                Assert.True(refused.Problem is BackfillProblem.Privilege or BackfillProblem.Signal, refused.Message);
                var from = refused.Message.IndexOf("Run: GRANT", StringComparison.Ordinal);
                Assert.True(from >= 0, refused.Message);
                var grant = refused.Message[(from + "Run: ".Length)..].Split("; or ")[0].TrimEnd(';').Replace("the role that runs backfills", role, StringComparison.Ordinal);
                Assert.DoesNotContain(grant, seen);
                seen.Add(grant);
                await database.ExecuteAsync(grant);
            }
        }

        Assert.Equal(100, await database.ReadAsync<long>("SELECT count(*) FROM t WHERE new = old"));
        Assert.Equal(
            [$"GRANT CREATE ON DATABASE {await database.ReadAsync<string>("SELECT current_database()::text")} TO {role}", $"GRANT SELECT ON public.t TO {role}", $"GRANT UPDATE ON public.t TO {role}", $"GRANT pg_monitor TO {role}"],
            seen);
        await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task Row_level_security_that_hides_rows_is_refused()
    {
        await using var database = await Database.CreateAsync(Schema + """
            ;
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY half ON t USING (id % 2 = 0)
            """);
        var role = "limited_" + Guid.NewGuid().ToString("N")[..8];
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN IN ROLE pg_monitor; GRANT ALL ON t TO {role}; GRANT CREATE ON DATABASE {await database.ReadAsync<string>("SELECT current_database()::text")} TO {role}");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role });

        var refused = await Assert.ThrowsAsync<BackfillException>(() => new BackfillRunner(source).RunAsync(new TestBackfill("t", rows => rows.Set("new", "old"))));

        Assert.Equal(BackfillProblem.Privilege, refused.Problem);
        Assert.Contains("Row-level security", refused.Message);
        await source.DisposeAsync();
        await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Theory]
    [InlineData("Host=/nowhere")]
    [InlineData("Database=absent")]
    public async Task A_wrong_connection_is_told(string change)
    {
        await using var database = await Database.CreateAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString + ";" + change));

        var refused = await Assert.ThrowsAsync<BackfillException>(() => new BackfillRunner(source).RunAsync(new TestBackfill("t", rows => rows.Set("new", "old"))));

        Assert.Equal(BackfillProblem.Connection, refused.Problem);
        Assert.Contains("cannot be reached as \"postgres\"", refused.Message);
        Assert.Contains(change.Split('=')[1], refused.Message);
    }
}
