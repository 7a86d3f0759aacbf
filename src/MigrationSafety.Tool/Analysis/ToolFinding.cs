using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Tool.Analysis;

/// <summary>A finding as reports show it.</summary>
internal sealed record ToolFinding
{
    public required RuleDescriptor Rule { get; init; }

    /// <summary>After the rule's default, the first day, the size of the table and the project's configuration.</summary>
    public required Severity Severity { get; init; }

    public required string Message { get; init; }

    /// <summary>Null for what is about a whole project.</summary>
    public required FilePlace? Place { get; init; }

    public ImmutableArray<FilePlace> Related { get; init; } = [];

    /// <summary>The project's assembly name; null for a .sql file.</summary>
    public string? Project { get; init; }

    /// <summary>The migration's id; null for a .sql file.</summary>
    public string? Migration { get; init; }

    /// <summary>The objects that it is about, one for each finding it stands for; empty for what no baseline can list (options, suppressions).</summary>
    public ImmutableArray<string> Subjects { get; init; } = [];

    /// <summary>Null where nobody accepted it.</summary>
    public Acceptance? Accepted { get; init; }

    /// <summary>What a code fix would write; null where there is none.</summary>
    public FixText? Fix { get; init; }

    /// <summary>Its place in a baseline that lies in <paramref name="folder"/>.</summary>
    public BaselinePlace? BaselinePlace(string folder) =>
        Subjects.IsEmpty ? null
        : Migration is not null ? new BaselinePlace(Project, Migration)
        : Place is not null ? new BaselinePlace(null, Slashes(System.IO.Path.GetRelativePath(folder, Place.Path)))
        : null;

    private static string Slashes(string path) => path.Replace('\\', '/');
}

/// <summary>Part of a file; lines and columns begin at 1, the end is behind the last character.</summary>
internal sealed record FilePlace(string Path, int Line, int Column, int EndLine, int EndColumn);

/// <summary>Where a finding was accepted.</summary>
internal enum AcceptedBy
{
    /// <summary>#pragma warning disable</summary>
    Pragma,

    /// <summary>[SuppressMessage]</summary>
    Attribute,

    /// <summary>-- migration-safety: ignore</summary>
    SqlComment,

    /// <summary>The baseline.</summary>
    Baseline,
}

/// <summary>Who accepted a finding, and why.</summary>
internal sealed record Acceptance(AcceptedBy By, string? Reason, string? Until);

/// <summary>What a code fix would do.</summary>
internal sealed record FixText(string Title, ImmutableArray<TextEdit> Edits);

/// <summary>One replacement.</summary>
internal sealed record TextEdit(FilePlace Place, string NewText);
