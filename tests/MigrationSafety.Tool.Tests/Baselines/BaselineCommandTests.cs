using System.Threading.Tasks;
using MigrationSafety.Tool.Tests.Runs;
using Xunit;

namespace MigrationSafety.Tool.Tests.Baselines;

public sealed class BaselineCommandTests : TemporaryFolder
{
    private const string File = "migration-safety.baseline.json";

    [Fact]
    public async Task It_lists_what_there_is_in_a_fixed_order_without_lines()
    {
        Write("b/V1.sql", "TRUNCATE orders;\nCREATE INDEX ix ON orders (a);\nCREATE INDEX ix ON orders (b);\n");
        Write("a.sql", "ALTER TABLE \"it's\" ADD COLUMN n serial;\n-- migration-safety: ignore MIG1203 at night\nTRUNCATE t;\n");
        (await ToolRun.Of("baseline", Folder)).Ends(0);
        Assert.Equal(
            """
            {
              "formatVersion": 1,
              "tool": "MigrationSafety.Tool 0.1.0",
              "findings": [
                { "rule": "MIG1102", "in": "a.sql", "on": "it's.n" },
                { "rule": "MIG4002", "in": "a.sql", "on": "it's.n" },
                { "rule": "MIG1001", "in": "b/V1.sql", "on": "orders.ix", "count": 2 },
                { "rule": "MIG1203", "in": "b/V1.sql", "on": "orders" },
                { "rule": "MIG4002", "in": "b/V1.sql", "on": "orders" }
              ]
            }

            """.ReplaceLineEndings("\n"),
            Read(File));
        (await ToolRun.Of("lint", Folder, "--severity", "info")).Ends(0);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        Write("a.sql", "TRUNCATE t;");
        Write(File, "mine");
        Assert.Contains("is there already", (await ToolRun.Of("baseline", Folder)).Refuses());
        Assert.Equal("mine", Read(File));
    }

    [Fact]
    public async Task Update_adds_and_removes_and_keeps_what_people_wrote()
    {
        Write("a.sql", "TRUNCATE t;\nTRUNCATE new;");
        Write(File, """
            { "formatVersion": 1, "findings": [
              { "rule": "MIG1203", "in": "a.sql", "on": "t", "reason": "known", "until": "2999-01-31" },
              { "rule": "MIG1203", "in": "gone.sql", "on": "t" },
              { "rule": "MIG1201", "in": "a.sql", "on": "t" }
            ] }
            """);
        Assert.Contains("(before: 3)", (await ToolRun.Of("baseline", Folder, "--update")).Ends(0).Error);
        Assert.Equal(
            """
                { "rule": "MIG1203", "in": "a.sql", "on": "new" },
                { "rule": "MIG1203", "in": "a.sql", "on": "t", "reason": "known", "until": "2999-01-31" },
                { "rule": "MIG4002", "in": "a.sql", "on": "t" }
            """,
            Entries());
    }

    [Fact]
    public async Task Prune_only_removes()
    {
        Write("a.sql", "TRUNCATE t;\nTRUNCATE new;");
        Write(File, """
            { "formatVersion": 1, "findings": [
              { "rule": "MIG1203", "in": "a.sql", "on": "t", "count": 3, "reason": "known" },
              { "rule": "MIG1203", "in": "gone.sql", "on": "t" }
            ] }
            """);
        (await ToolRun.Of("baseline", Folder, "--prune")).Ends(0);
        Assert.Equal("""    { "rule": "MIG1203", "in": "a.sql", "on": "t", "reason": "known" }""", Entries());
    }

    [Fact]
    public async Task Nothing_to_accept_is_an_empty_list()
    {
        Write("a.sql", "SELECT 1;");
        (await ToolRun.Of("baseline", Folder, "--output", Path("known.json"))).Ends(0);
        Assert.Contains("\"findings\": []", Read("known.json"));
    }

    private string Entries() => string.Join('\n', System.Array.FindAll(Read(File).Split('\n'), line => line.Contains("\"rule\""))).Replace(" },", " },").TrimEnd(',');
}
