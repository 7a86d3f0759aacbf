using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Analyzers.Files;

/// <summary>The AdditionalFiles that may hold statistics; the option migration_safety.statistics names one of them.</summary>
internal sealed class StatisticsFileSet
{
    private readonly ImmutableArray<AdditionalText> files;

    public StatisticsFileSet(ImmutableArray<AdditionalText> additionalFiles) =>
        files = additionalFiles.Where(static file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToImmutableArray();

    public bool IsEmpty => files.IsEmpty;

    /// <summary>The file of that name, or path's end; an error where it is not one file. Nobody must have the default one.</summary>
    public StatisticsFile? Find(string name, out InvalidOptionValue? error)
    {
        var wanted = Normalize(name);
        var found = files.Where(file => IsAt(Normalize(file.Path), wanted)).ToList();
        error = found.Count > 1 || (found.Count == 0 && name != DatabaseStatistics.DefaultFileName)
            ? new InvalidOptionValue(
                OptionKeys.Statistics.EditorConfig,
                name,
                found.Count == 0
                    ? "no file of that name is among the project's AdditionalFiles"
                    : found.Count + " of the project's AdditionalFiles have that name; add as much of the path as tells them apart",
                "No size")
            : null;
        return found.Count == 1 ? new StatisticsFile(found[0]) : null;
    }

    private static bool IsAt(string path, string wanted) =>
        path.EndsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && (path.Length == wanted.Length || wanted.StartsWith("/", StringComparison.Ordinal) || path[path.Length - wanted.Length - 1] == '/');

    /// <summary>One kind of slash, and no way up: a path's end is compared.</summary>
    private static string Normalize(string path)
    {
        var parts = path.Replace('\\', '/').Split('/').Where(static part => part != "." && part != "..");
        return string.Join("/", parts);
    }
}
