using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Statistics;
using MigrationSafety.Core.Tests.Rules.Docs;
using Xunit;

namespace MigrationSafety.Core.Tests.Statistics;

/// <summary>docs/statistics.md and the schema for editors say what the reader does.</summary>
public sealed class StatisticsPageTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(DocsFolder.Read("migration-safety.statistics.schema.json")).RootElement;

    [Fact]
    public void The_sample_is_read_without_a_word()
    {
        var sample = Regex.Match(DocsFolder.Read("statistics.md"), "```json statistics\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var reading = DatabaseStatistics.Read(sample);
        Assert.Empty(reading.Problems);
        Assert.Equal(2, reading.Statistics!.Tables.Count);
    }

    [Fact]
    public void The_page_lists_every_member()
    {
        var rows = Regex.Matches(DocsFolder.Read("statistics.md"), @"^\| `([\w\[\].]+)` \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        Assert.Equal(StatisticsMembers.OfFile.Concat(StatisticsMembers.OfTable.Select(m => "tables[]." + m)).Order(), rows.Order());
    }

    [Fact]
    public void The_schema_knows_the_same_members()
    {
        Assert.Equal(StatisticsMembers.OfFile.Order(), Members(Schema));
        Assert.Equal(StatisticsMembers.OfTable.Order(), Members(Schema.GetProperty("definitions").GetProperty("table")));
        Assert.Equal(StatisticsMembers.OfIndex.Order(), Members(Schema.GetProperty("definitions").GetProperty("index")));
    }

    private static IEnumerable<string> Members(JsonElement element) =>
        element.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order();
}
