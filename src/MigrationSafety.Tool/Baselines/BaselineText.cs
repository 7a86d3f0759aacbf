using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Tool.Reports;

namespace MigrationSafety.Tool.Baselines;

/// <summary>A baseline as it is written: a line for each entry, in an order that depends on the entries alone.</summary>
internal static class BaselineText
{
    public static string Of(IEnumerable<BaselineEntry> entries)
    {
        var lines = entries
            .OrderBy(static entry => entry.Place.Project, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Place.In, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Rule, StringComparer.Ordinal)
            .ThenBy(static entry => entry.On, StringComparer.Ordinal)
            .Select(static entry => "    " + Line(entry))
            .ToList();
        return $"{{\n  \"formatVersion\": {BaselineReader.FormatVersion},\n  \"tool\": {Quote(ToolVersion.Name)},\n  \"findings\": ["
            + (lines.Count == 0 ? "" : "\n" + string.Join(",\n", lines) + "\n  ") + "]\n}\n";
    }

    private static string Line(BaselineEntry entry)
    {
        var line = new StringBuilder("{ \"rule\": ").Append(Quote(entry.Rule));
        Append(line, "project", entry.Place.Project);
        Append(line, "in", entry.Place.In);
        Append(line, "on", entry.On.Length == 0 ? null : entry.On);
        if (entry.Count > 1)
        {
            line.Append(", \"count\": ").Append(entry.Count.ToString(CultureInfo.InvariantCulture));
        }

        Append(line, "reason", entry.Reason);
        Append(line, "until", entry.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return line.Append(" }").ToString();
    }

    private static void Append(StringBuilder line, string name, string? value)
    {
        if (value is not null)
        {
            line.Append(", \"").Append(name).Append("\": ").Append(Quote(value));
        }
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, JsonReport.Options);
}
