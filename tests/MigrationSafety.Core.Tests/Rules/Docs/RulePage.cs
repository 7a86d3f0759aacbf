using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>A code block of a page: <c>```sql bad</c>, <c>```csharp good</c>, <c>```sql good postgresql=18</c>.</summary>
internal sealed record Sample(string Language, string Role, int? PostgreSql, string Text);

/// <summary>A page under docs/rules, read.</summary>
internal sealed class RulePage
{
    private readonly string id;
    private readonly string text;

    private RulePage(string id, string text)
    {
        this.id = id;
        this.text = text;
    }

    public static RulePage Of(string id) => new(id, DocsFolder.Read("rules/" + id + ".md"));

    /// <summary>Writes a table of the page anew, where UPDATE_DOCS is set.</summary>
    public void Update(IReadOnlyList<string> table, IReadOnlyList<string> expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is not null)
        {
            DocsFolder.Write("rules/" + id + ".md", text.Replace(string.Join('\n', table), string.Join('\n', expected)));
        }
    }

    public string FirstLine => text.Split('\n')[0];

    public IReadOnlyList<Sample> Samples => Regex.Matches(text, @"^```(\w+) (before|application|bad|good)(?: postgresql=(\d+))?\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
        .Select(static m => new Sample(m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Success ? int.Parse(m.Groups[3].Value) : null, m.Groups[4].Value))
        .ToList();

    /// <summary>The schema that the samples and the lock table start from.</summary>
    public string Before => string.Concat(Samples.Where(static s => s is { Language: "sql", Role: "before" }).Select(static s => s.Text));

    /// <summary>C# that stands beside the migrations.</summary>
    public string Application => string.Concat(Samples.Where(static s => s is { Language: "csharp", Role: "application" }).Select(static s => s.Text));

    /// <summary>A section's lines, without its heading and blank ones.</summary>
    public IReadOnlyList<string> Section(string heading)
    {
        var lines = text.Split('\n');
        var start = Array.IndexOf(lines, "## " + heading);
        return start < 0
            ? []
            : lines.Skip(start + 1).TakeWhile(static l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(static l => l.Length > 0).ToList();
    }

    /// <summary>The rows of the first table: what the page says of the rule itself.</summary>
    public IReadOnlyList<string> Facts =>
        text.Split('\n').SkipWhile(static l => !l.StartsWith('|')).TakeWhile(static l => l.StartsWith('|')).ToList();
}
