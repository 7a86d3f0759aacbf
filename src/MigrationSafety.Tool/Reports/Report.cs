using System.Collections.Immutable;
using System.IO;
using MigrationSafety.Tool.Analysis;

namespace MigrationSafety.Tool.Reports;

/// <summary>What a report is made from.</summary>
internal sealed record Report
{
    /// <summary>Findings at or above the level, in order; the accepted ones too.</summary>
    public required ImmutableArray<ToolFinding> Findings { get; init; }

    /// <summary>Texts that nothing was found in since they were not judged, which is told below the level.</summary>
    public int NotJudged { get; init; }

    /// <summary>The folder that paths are told from: the repository's root, or the target's folder outside of one.</summary>
    public required string Root { get; init; }

    /// <summary>A path from the root, with slashes on every system.</summary>
    public string PathOf(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');
}
