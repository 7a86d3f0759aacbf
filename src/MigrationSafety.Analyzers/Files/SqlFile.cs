using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Reading;

namespace MigrationSafety.Analyzers.Files;

/// <summary>A .sql file of the project.</summary>
internal sealed class SqlFile
{
    private const string Metadata = "build_metadata.AdditionalFiles.";

    private readonly string? logicalName;

    public SqlFile(AdditionalText text, AnalyzerConfigOptions options)
    {
        Text = text;
        logicalName = options.TryGetValue(Metadata + "LogicalName", out var name) && name.Length > 0 ? name : null;

        // "used" and "false": only what a migration runs. A file that the user lists himself needs no metadata.
        IsJudged = !options.TryGetValue(Metadata + "MigrationSafetySql", out var kind)
            || kind.Length == 0
            || string.Equals(kind, "true", StringComparison.OrdinalIgnoreCase);
    }

    public AdditionalText Text { get; }

    public string Path => Text.Path;

    public bool IsJudged { get; }

    /// <summary>How well a name in C# fits; 0 = not at all.</summary>
    public int Match(SqlFileReference reference) =>
        reference.IsResource && logicalName is not null
            ? logicalName.EndsWith(reference.Name, StringComparison.Ordinal) ? int.MaxValue : 0
            : reference.Match(Path);

    /// <summary>The name by which a chain of files is ordered against deployed_through.</summary>
    public string Id
    {
        get
        {
            var start = Path.LastIndexOfAny(['/', '\\']) + 1;
            return Path.Substring(start, Path.Length - start - ".sql".Length);
        }
    }
}
