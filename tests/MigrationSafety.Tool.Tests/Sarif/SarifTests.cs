using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MigrationSafety.Core.Rules;
using MigrationSafety.Tool.Analysis;
using MigrationSafety.Tool.Reports;
using MigrationSafety.Tool.Tests.Projects;
using MigrationSafety.Tool.Tests.Runs;
using NJsonSchema;
using Xunit;

namespace MigrationSafety.Tool.Tests.Sarif;

/// <summary>lint --format sarif: SARIF 2.1.0 by its own schema, and what code scanning shows of it.</summary>
public sealed class SarifTests(ShopSolution shop) : IClassFixture<ShopSolution>
{
    [Fact]
    public async Task The_report_of_a_solution_obeys_the_schema()
    {
        var run = (await ToolRun.Of("lint", shop.Path("Shop.slnx"), "--no-restore", "--severity", "info", "--format", "sarif")).Ends(1);
        await AssertValidAsync(run.Output);
    }

    [Fact]
    public async Task Every_kind_of_finding_obeys_the_schema()
    {
        var place = new FilePlace("/src/a b/Ä#.cs", 1, 2, 3, 4);
        var outside = new FilePlace("/elsewhere/x.sql", 1, 1, 1, 1);
        var report = new Report
        {
            Root = "/src",
            Findings =
            [
                .. RuleCatalog.Descriptors.Select(rule => new ToolFinding { Rule = rule, Severity = rule.DefaultSeverity, Message = rule.Title, Place = place, Related = [outside, place] }),
                .. Enum.GetValues<AcceptedBy>().Select(by => new ToolFinding
                {
                    Rule = RuleCatalog.Descriptors[0], Severity = Severity.Error, Message = "\"quoted\"\n", Place = outside, Subjects = ["a", "b"],
                    Accepted = new Acceptance(by, by == AcceptedBy.Pragma ? null : "why", by == AcceptedBy.Baseline ? "2027-01-31" : null),
                }),
                new ToolFinding { Rule = RuleCatalog.Descriptors[0], Severity = Severity.Info, Message = "of no place", Place = null, Fix = new FixText("Do it", [new TextEdit(place, "")]) },
            ],
        };
        var text = new StringWriter();
        SarifReport.Write(report, text);
        await AssertValidAsync(text.ToString());
        Assert.Contains("\"uri\": \"a%20b/%C3%84%23.cs\"", text.ToString());
        Assert.Contains("\"uri\": \"file:///elsewhere/x.sql\"", text.ToString());
        Assert.Contains("\"uri\": \"file:///src/\"", text.ToString());
    }

    [Fact]
    public async Task The_check_itself_finds_what_is_no_sarif() =>
        Assert.NotEmpty((await SchemaAsync()).Validate("""{ "version": "2.1.0", "runs": [{ "tool": { "driver": { } }, "results": [{ "level": "loud" }] }] }"""));

    [Fact]
    public async Task A_result_carries_rule_place_key_and_fix()
    {
        var run = (await ToolRun.Of("lint", shop.Path("Shop.slnx"), "--no-restore", "--format", "sarif")).Ends(1);
        using var json = JsonDocument.Parse(run.Output);
        var log = json.RootElement.GetProperty("runs")[0];
        var result = log.GetProperty("results")[0];
        var rule = log.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        Assert.Equal("MIG1001", rule.GetProperty("id").GetString());
        Assert.EndsWith("docs/rules/MIG1001.md", rule.GetProperty("helpUri").GetString());
        Assert.StartsWith("# MIG1001", rule.GetProperty("help").GetProperty("markdown").GetString());
        Assert.Equal("warning", rule.GetProperty("defaultConfiguration").GetProperty("level").GetString());
        Assert.Equal("in place", rule.GetProperty("properties").GetProperty("codeFix").GetString());
        Assert.Equal("MIG1001/Shop.Data/20260101000000_Index/orders.ix/1", result.GetProperty("partialFingerprints").GetProperty("migrationSafetyKey/v1").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(ShopSolution.Migration, place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("SRCROOT", place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        var replacement = result.GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0];
        Assert.Contains("CONCURRENTLY", replacement.GetProperty("insertedContent").GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Accepted_findings_stay_in_it_with_kind_and_justification()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.sql", "-- migration-safety: ignore MIG1203 at night (until 2999-01-31)\nTRUNCATE t;\nLOCK TABLE t;");
        folder.Write("migration-safety.baseline.json", """{ "formatVersion": 1, "findings": [{ "rule": "MIG1206", "in": "a.sql", "on": "t", "reason": "known" }] }""");
        var run = (await ToolRun.Of("lint", folder.Folder, "--format", "sarif")).Ends(0);
        await AssertValidAsync(run.Output);
        using var json = JsonDocument.Parse(run.Output);
        var suppressions = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .ToDictionary(r => r.GetProperty("ruleId").GetString()!, r => r.GetProperty("suppressions")[0]);
        Assert.Equal(("inSource", "at night"), Of("MIG1203"));
        Assert.Equal("2999-01-31", suppressions["MIG1203"].GetProperty("properties").GetProperty("until").GetString());
        Assert.Equal(("external", "known"), Of("MIG1206"));

        (string?, string?) Of(string id) => (suppressions[id].GetProperty("kind").GetString(), suppressions[id].GetProperty("justification").GetString());
    }

    [Fact]
    public async Task Paths_are_told_from_the_repositorys_root()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path(".git"));
        var file = folder.Write("db/a.sql", "TRUNCATE t;");
        Assert.StartsWith("db/a.sql(1,1)", (await ToolRun.Of("lint", file)).Ends(1).Output);
    }

    internal static async Task AssertValidAsync(string sarif)
    {
        var errors = (await SchemaAsync()).Validate(sarif);
        Assert.True(errors.Count == 0, string.Join("\n", errors.Take(5)) + "\n" + sarif[..Math.Min(sarif.Length, 3000)]);
    }

    private static async Task<JsonSchema> SchemaAsync()
    {
        using var reader = new StreamReader(typeof(SarifTests).Assembly.GetManifestResourceStream("sarif-2.1.0.schema.json")!);
        return await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync());
    }
}
