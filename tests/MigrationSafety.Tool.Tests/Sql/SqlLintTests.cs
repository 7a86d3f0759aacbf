using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.Tool.Tests.Runs;
using Xunit;

namespace MigrationSafety.Tool.Tests.Sql;

/// <summary>lint on .sql files, without a project.</summary>
public sealed class SqlLintTests : TemporaryFolder
{
    private const string Index = "CREATE INDEX ix ON orders (total);\n";

    [Fact]
    public async Task Findings_stand_one_a_line_as_the_compiler_writes_them()
    {
        Write("V1.sql", "SELECT 1;\n" + Index);
        var run = (await ToolRun.Of("lint", Folder, "--deployed-through", "none")).Ends(1);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith("V1.sql(2,1): warning MIG1001: CREATE INDEX \"ix\" on \"orders\" takes SHARE", lines[0]);
        Assert.Equal("1 warning.", lines[1]);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Nothing_found_is_exit_code_0() =>
        Assert.Equal("No findings.\n", (await ToolRun.Of("lint", Write("a.sql", "SELECT 1;"))).Ends(0).Output);

    [Theory]
    [InlineData("info", 1, "MIG1001,MIG4002")]
    [InlineData("suggestion", 1, "MIG1001,MIG4002")]
    [InlineData("warning", 1, "MIG1001")]
    [InlineData("error", 0, "")]
    public async Task The_level_decides_what_is_shown_and_counts(string severity, int exitCode, string ids)
    {
        Write("a.sql", Index);
        var run = (await ToolRun.Of("lint", Folder, "--severity", severity, "--format", "json")).Ends(exitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(ids, string.Join(',', json.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("rule").GetString())));
    }

    [Fact]
    public async Task Options_of_the_command_line_win_over_editorconfig()
    {
        Write(".editorconfig", "root = true\n[*.sql]\nmigration_safety.deployed_through = V2\n");
        Write("V1.sql", Index);
        Write("V3.sql", Index.Replace("ix", "ix3"));
        Assert.DoesNotContain("V1.sql", (await ToolRun.Of("lint", Folder)).Ends(1).Output);
        Assert.Contains("V1.sql(1,1)", (await ToolRun.Of("lint", Folder, "--deployed-through", "none")).Ends(1).Output);
        Assert.Equal("No findings.\n", (await ToolRun.Of("lint", Folder, "--deployed-through", "V3")).Ends(0).Output);
    }

    [Fact]
    public async Task Severities_of_a_globalconfig_above_the_files_are_used()
    {
        Write(".globalconfig", "is_global = true\ndotnet_diagnostic.MIG1001.severity = error\n");
        Write("sql/a.sql", Index);
        Assert.Contains("error MIG1001", (await ToolRun.Of("lint", Path("sql"))).Ends(1).Output);
    }

    [Fact]
    public async Task What_is_accepted_in_a_comment_or_the_baseline_is_counted_and_not_shown()
    {
        Write("a.sql", "-- migration-safety: ignore MIG1001 small table\n" + Index + "TRUNCATE orders;\n");
        Write("migration-safety.baseline.json", "{ \"formatVersion\": 1, \"findings\": [{ \"rule\": \"MIG1203\", \"in\": \"a.sql\", \"on\": \"orders\" }] }");
        Assert.Equal("No findings; 1 accepted in the code, 1 accepted by the baseline.\n", (await ToolRun.Of("lint", Folder)).Ends(0).Output);
    }

    /// <summary>Silence would be taken for "nothing to find".</summary>
    [Fact]
    public async Task What_was_not_judged_is_counted_where_it_is_not_shown()
    {
        Write("a.sql", "ALTER TABLE orders ADD COLUMN");
        Write("b.sql", "SELECT 1;");
        Assert.Equal("No findings; 1 text not judged (--severity info tells why).\n", (await ToolRun.Of("lint", Folder)).Ends(0).Output);
        Assert.Contains("a.sql(1,29): info MIG9001", (await ToolRun.Of("lint", Folder, "--severity", "info")).Ends(1).Output);
    }

    [Fact]
    public async Task An_option_that_there_is_not_is_no_file() =>
        Assert.Contains("--formt, and no option --formt. See --help.", (await ToolRun.Of("lint", "--formt", Write("a.sql", "SELECT 1;"))).Ends(2).Error);

    [Fact]
    public async Task Several_files_may_be_named()
    {
        var one = Write("one/a.sql", Index);
        var two = Write("two/b.sql", Index);
        Write("two/c.sql", Index);
        var output = (await ToolRun.Of("lint", one, two)).Ends(1).Output;
        Assert.Contains("one/a.sql(1,1)", output);
        Assert.Contains("two/b.sql(1,1)", output);
        Assert.DoesNotContain("c.sql", output);
    }

    [Fact]
    public async Task GitHub_shows_findings_at_their_lines()
    {
        Write("100%,a.sql", Index);
        var line = (await ToolRun.Of("lint", Folder, "--format", "github")).Ends(1).Output;
        Assert.StartsWith("::warning file=100%25%2Ca.sql,line=1,endLine=1,col=1,endColumn=34,title=MIG1001::CREATE INDEX", line);
    }

    [Fact]
    public async Task GitLab_gets_a_code_quality_report_whose_fingerprints_outlive_moved_lines()
    {
        Write("a.sql", Index + Index);
        var before = Fingerprints((await ToolRun.Of("lint", Folder, "--format", "gitlab")).Ends(1).Output);
        Write("a.sql", "SELECT 1;\n\n" + Index + Index);
        var after = Fingerprints((await ToolRun.Of("lint", Folder, "--format", "gitlab")).Ends(1).Output);
        Assert.Equal(2, before.Distinct().Count());
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_report_may_go_to_a_file()
    {
        Write("a.sql", Index);
        var run = (await ToolRun.Of("lint", Folder, "--output", Path("report.txt"))).Ends(1);
        Assert.Equal("", run.Output);
        Assert.Contains("1 warning. Written to", run.Error);
        Assert.StartsWith("a.sql(1,1): warning MIG1001", File.ReadAllText(Path("report.txt")));
    }

    private static string[] Fingerprints(string report)
    {
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.EnumerateArray().Select(issue => issue.GetProperty("fingerprint").GetString()!)];
    }
}
