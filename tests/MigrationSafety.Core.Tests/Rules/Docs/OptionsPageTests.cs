using System;
using System.Linq;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Options;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Docs;

public sealed class OptionsPageTests
{
    [Fact]
    public void The_table_lists_every_option_with_its_property()
    {
        var rows = DocsFolder.Read("options.md").Split('\n')
            .Where(l => l.StartsWith("| `migration_safety.", StringComparison.Ordinal))
            .Select(l => l.Split('|').Select(cell => cell.Trim().Trim('`')).ToArray())
            .Select(cells => (cells[1], cells[2]));
        Assert.Equal(OptionKeys.All.Select(k => (k.EditorConfig, k.Property)), rows);
    }

    [Fact]
    public void The_defaults_are_those_of_the_code()
    {
        var defaults = Regex.Matches(DocsFolder.Read("options.md"), @"^\| `(migration_safety\.\w+)` \|[^|]*\| `([^`]+)` \|", RegexOptions.Multiline)
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.NotEmpty(defaults);
        var reading = SafetyOptionsReader.Read(key => defaults.TryGetValue(key, out var value) ? value : null);
        Assert.Empty(reading.Invalid);
        Assert.Equal(SafetyOptions.Default, reading.Options);
    }

    [Theory]
    [InlineData("MIG9003", "bad", 1)]
    [InlineData("MIG9003", "good", 0)]
    [InlineData("MIG9005", "good", 0)]
    public void Option_samples_are_what_they_say(string id, string role, int invalid)
    {
        var sample = RulePage.Of(id).Samples.Single(s => s.Language == "ini" && s.Role == role);
        var settings = sample.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(l => l.Split('=')[0].Trim(), l => l.Split('=')[1].Trim());
        var reading = SafetyOptionsReader.Read(key => settings.TryGetValue(key, out var value) ? value : null);
        Assert.Equal(invalid, reading.Invalid.Length);
        Assert.All(settings.Keys, key => Assert.Contains(key, OptionKeys.All.Select(k => k.EditorConfig)));
    }
}
