using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.Tool.Tests.Runs;
using Xunit;

namespace MigrationSafety.Tool.Tests.Projects;

/// <summary>lint on projects and solutions, as the compiler sees them.</summary>
public sealed class ProjectLintTests(ShopSolution shop) : IClassFixture<ShopSolution>
{
    private const string IndexLine = "Shop.Data/Migrations/20260101000000_Index.cs(11,26): warning MIG1001";
    private const string SqlLine = "Shop.Data/sql/archive.sql(1,1): warning MIG1203";

    [Theory]
    [InlineData("Shop.slnx")]
    [InlineData("")]
    [InlineData("filter/Shop.slnf", "../")]
    [InlineData("old/Shop.sln", "../")]
    [InlineData("Shop.Data/Shop.Data.csproj", "Shop.Data/")]
    public async Task Whatever_names_the_project_the_findings_are_the_same(string path, string from = "")
    {
        var run = (await Lint(path)).Ends(1);
        var lines = run.Output.Split('\n');
        string[] expected = from == "Shop.Data/" ? [IndexLine[from.Length..], SqlLine[from.Length..]] : [from + IndexLine, from + SqlLine];
        Assert.Equal(expected, lines.Take(2).Select(line => line[..line.IndexOf(": CREATE", StringComparison.Ordinal).Or(line.IndexOf(": TRUNCATE", StringComparison.Ordinal))]));
        Assert.Equal("2 warnings.", lines[2]);
        Assert.Equal("", run.Error);
    }

    /// <summary>The compiler sees one project; the tool sees those that only share the database, too.</summary>
    [Fact]
    public async Task A_dropped_column_is_looked_for_in_the_whole_solution()
    {
        using var drop = new Changed(shop, ShopSolution.Migration, ShopSolution.MigrationOf("""migrationBuilder.DropColumn("note", "orders");"""));
        using var report = new Changed(shop, "Shop.Text/Report.cs", """class Report { const string Sql = "SELECT note FROM orders"; }""");
        var run = (await Lint("Shop.slnx")).Ends(1).Output;
        Assert.Contains("warning MIG2004", run);
        Assert.Contains("In this solution it is used in 1 place: SQL (Report.cs:1).", run);
        var related = JsonDocument.Parse((await Lint("Shop.slnx", "--format", "sarif")).Ends(1).Output).RootElement.GetProperty("runs")[0].GetProperty("results")
            .EnumerateArray().Single(static result => result.GetProperty("ruleId").GetString() == "MIG2004").GetProperty("relatedLocations")[0];
        Assert.EndsWith("Shop.Text/Report.cs", related.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.DoesNotContain("MIG2004", (await Lint("Shop.Data")).Ends(1).Output);
    }

    /// <summary>The migrations' project knows nothing of those above it; the solution does.</summary>
    [Fact]
    public async Task A_backfill_is_looked_for_in_the_whole_solution()
    {
        using var gate = new Changed(shop, ShopSolution.Migration, ShopSolution.MigrationOf("""migrationBuilder.Sql("SELECT migration_safety.require('fill')");"""));
        Assert.DoesNotContain("MIG6004", (await Lint("Shop.slnx")).Ends(1).Output);
        using var other = new Changed(shop, "Shop.Text/Fill.cs", """
            namespace MigrationSafety.Runtime.Backfills { public interface IBackfill { string Name { get; } } }
            namespace Shop { public class Fill : MigrationSafety.Runtime.Backfills.IBackfill { public string Name => "fil"; } }
            """);
        var run = (await Lint("Shop.slnx")).Ends(1).Output;
        Assert.Contains("20260101000000_Index.cs(11,31): error MIG6004", run);
        Assert.Contains("name one that there is (\"fil\")", run);
        Assert.DoesNotContain("MIG6004", (await Lint("filter/Shop.slnf")).Ends(1).Output);
        Assert.DoesNotContain("MIG6004", (await Lint("Shop.Data")).Ends(1).Output);
        using var mended = new Changed(shop, "Shop.Text/Fill.cs", System.IO.File.ReadAllText(shop.Path("Shop.Text/Fill.cs")).Replace("\"fil\"", "\"fill\""));
        Assert.DoesNotContain("MIG6004", (await Lint("Shop.slnx")).Ends(1).Output);
    }

    [Fact]
    public async Task A_project_without_migrations_is_clean() =>
        Assert.Equal("No findings.\n", (await Lint("Shop.Text")).Ends(0).Output);

    [Fact]
    public async Task A_target_framework_may_be_named()
    {
        (await Lint("Shop.slnx", "--framework", "net10.0")).Ends(1);
        Assert.Contains("has the target framework net6.0", (await Lint("Shop.slnx", "--framework", "net6.0")).Refuses());
        Assert.Equal("No findings.\n", (await Lint("Shop.Model", "--framework", "net8.0")).Ends(0).Output);
    }

    [Fact]
    public async Task Options_come_from_the_project_and_the_command_line_wins()
    {
        // Below 12 REINDEX CONCURRENTLY is not known: the version changes the finding's advice.
        using var changed = new Changed(shop, ShopSolution.Migration, ShopSolution.MigrationOf("""migrationBuilder.Sql("REINDEX TABLE orders");"""));
        var project = (await Lint("Shop.slnx")).Ends(1).Output;
        var flag = (await Lint("Shop.slnx", "--postgresql-version", "11")).Ends(1).Output;
        Assert.Contains("CONCURRENTLY", project);
        Assert.NotEqual(project, flag);
        Assert.Equal("No findings.\n", (await Lint("Shop.Data", "--deployed-through", "archive")).Ends(0).Output);
    }

    [Fact]
    public async Task What_does_not_compile_is_judged_as_far_as_it_can_be_read()
    {
        using var changed = new Changed(shop, "Shop.Data/Broken.cs", "class Broken { int x = nothing; }");
        var run = (await Lint("Shop.slnx")).Ends(1);
        Assert.Contains("MIG1001", run.Output);
        Assert.Equal(
            "migration-safety: Shop.Data does not compile (1 error; the first: CS0103: The name 'nothing' does not exist in the current context). It is judged as far as it can be read.\n",
            run.Error);
    }

    [Fact]
    public async Task Pragmas_attributes_comments_and_the_baseline_are_told_apart_with_their_reasons()
    {
        using var changed = new Changed(shop, ShopSolution.Migration, ShopSolution.MigrationOf(
            """"
            #pragma warning disable MIG1001 // orders has 200 rows
                    migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "total");
            #pragma warning restore MIG1001
                    migrationBuilder.Sql("""
                        -- migration-safety: ignore MIG1206 at night (until 2999-01-31)
                        LOCK TABLE orders
                        """);
                    migrationBuilder.DropColumn("note", "orders");
                    migrationBuilder.Sql("VACUUM FULL orders", suppressTransaction: true);
            """",
            """[System.Diagnostics.CodeAnalysis.SuppressMessage("MigrationSafety.Locking", "MIG1201", Justification = "orders is small")]"""));
        using var baseline = new Changed(shop, "Shop.Data/known.json", """
            { "formatVersion": 1, "findings": [{ "rule": "MIG1203", "in": "sql/archive.sql", "on": "orders", "reason": "by hand" }] }
            """);
        var run = await Lint("Shop.slnx", "--format", "json", "--baseline", shop.Path("Shop.Data/known.json"));
        using var json = JsonDocument.Parse(run.Output);
        var accepted = json.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.TryGetProperty("accepted", out _))
            .ToDictionary(f => f.GetProperty("rule").GetString()!, f => f.GetProperty("accepted"));
        Assert.Equal(("pragma", "orders has 200 rows"), Of("MIG1001"));
        Assert.Equal(("sqlComment", "at night"), Of("MIG1206"));
        Assert.Equal("2999-01-31", accepted["MIG1206"].GetProperty("until").GetString());
        Assert.Equal(("attribute", "orders is small"), Of("MIG1201"));
        Assert.Equal(("baseline", "by hand"), Of("MIG1203"));

        (string?, string?) Of(string id) => (accepted[id].GetProperty("by").GetString(), accepted[id].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_baseline_above_the_projects_serves_them_all_and_one_that_is_broken_is_told()
    {
        (await ToolRun.Of("baseline", shop.Path("Shop.slnx"), "--no-restore")).Ends(0);
        try
        {
            Assert.Contains("\"project\": \"Shop.Data\", \"in\": \"20260101000000_Index\", \"on\": \"orders.ix\"", shop.Read("migration-safety.baseline.json"));
            Assert.Equal("No findings; 2 accepted by the baseline.\n", (await Lint("Shop.slnx")).Ends(0).Output);
            Assert.Equal("No findings; 2 accepted by the baseline.\n", (await Lint("Shop.Data")).Ends(0).Output);
            shop.Write("migration-safety.baseline.json", "{");
            Assert.Contains("warning MIG9003", (await Lint("Shop.slnx")).Ends(1).Output);
        }
        finally
        {
            File.Delete(shop.Path("migration-safety.baseline.json"));
        }
    }

    private Task<ToolRun> Lint(string path, params string[] arguments) => ToolRun.Of(["lint", shop.Path(path), "--no-restore", .. arguments]);

    /// <summary>A file with another text for the time of a test.</summary>
    private sealed class Changed : IDisposable
    {
        private readonly string file;
        private readonly string? before;

        public Changed(ShopSolution shop, string name, string text)
        {
            file = shop.Path(name);
            before = File.Exists(file) ? File.ReadAllText(file) : null;
            shop.Write(name, text);
        }

        public void Dispose()
        {
            if (before is null)
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllText(file, before);
            }
        }
    }
}

file static class Indexes
{
    public static int Or(this int index, int other) => index >= 0 ? index : other;
}
