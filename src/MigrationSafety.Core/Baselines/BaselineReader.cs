using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Baselines;

/// <summary>A baseline, or why it cannot be read.</summary>
internal sealed record BaselineReading(Baseline? Baseline, string? Error);

/// <summary>Reads a baseline file. All of it is readable, or nothing is used: half a baseline would silence half at random.</summary>
internal static class BaselineReader
{
    /// <summary>The format this version writes; a file of a later one is refused.</summary>
    public const int FormatVersion = 1;

    public static BaselineReading Read(string text)
    {
        if (JsonSyntax.Check(text) is { } error)
        {
            return Failed(error.Expected + " is expected" + InLine(text, error.Position));
        }

        var root = JsonTape.Read(text);
        if (root["findings"].Kind != JsonKind.Array)
        {
            return Failed("an object with \"formatVersion\" and \"findings\" is expected");
        }

        if (root["formatVersion"].Int != FormatVersion)
        {
            return Failed("its formatVersion is not " + FormatVersion.ToString(CultureInfo.InvariantCulture) + ", which this version reads");
        }

        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        foreach (var node in root["findings"].Items)
        {
            if (ReadEntry(node, text, out var problem) is not { } entry)
            {
                return Failed(problem + InLine(text, node.Span.Start));
            }

            entries.Add(entry);
        }

        return new BaselineReading(new Baseline(entries.ToImmutable()), null);
    }

    private static BaselineEntry? ReadEntry(JsonNode node, string text, out string problem)
    {
        problem = "";
        if (node["rule"].Text is not { Length: > 0 } rule || node["in"].Text is not { Length: > 0 } place)
        {
            problem = "\"rule\" or \"in\" is missing";
            return null;
        }

        var count = node["count"];
        if (count.Exists && (count.Kind != JsonKind.Number || count.Int < 1))
        {
            problem = "\"count\" is no number above 0";
            return null;
        }

        if (!TryDate(node["until"], out var until))
        {
            problem = "\"until\" is no date like 2027-01-31";
            return null;
        }

        return new BaselineEntry
        {
            Rule = rule,
            Place = new BaselinePlace(node["project"].Text, place),
            On = node["on"].Text ?? "",
            Count = count.Exists ? count.Int : 1,
            Reason = node["reason"].Text,
            Until = until,
            Span = node["rule"].Span,
        };
    }

    private static bool TryDate(JsonNode node, out DateTime? date)
    {
        date = null;
        if (!node.Exists)
        {
            return true;
        }

        var isDate = DateTime.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        date = isDate ? day : null;
        return isDate;
    }

    private static string InLine(string text, int offset) =>
        " in line " + (text.Take(offset).Count(static c => c == '\n') + 1).ToString(CultureInfo.InvariantCulture);

    private static BaselineReading Failed(string reason) => new(null, reason);
}
