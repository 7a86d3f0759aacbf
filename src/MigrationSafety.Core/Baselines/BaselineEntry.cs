using System;

namespace MigrationSafety.Core.Baselines;

/// <summary>Where findings stand: a migration, or a .sql file.</summary>
/// <param name="Project">The project's assembly name; null for .sql files that no project names.</param>
/// <param name="In">The migration's id, or the .sql file's path from the folder of the baseline, with slashes.</param>
internal readonly record struct BaselinePlace(string? Project, string In);

/// <summary>One line of a baseline: findings of one rule on one object of one migration.</summary>
internal sealed record BaselineEntry
{
    public required string Rule { get; init; }

    public required BaselinePlace Place { get; init; }

    /// <summary>The object: <see cref="Rules.FindingSubject"/>.</summary>
    public string On { get; init; } = "";

    /// <summary>How many findings of this rule on this object the migration may have.</summary>
    public int Count { get; init; } = 1;

    public string? Reason { get; init; }

    /// <summary>The last day on which the entry holds; null: for good.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The rule's id in the file: where an entry is pointed at.</summary>
    public TextSpan Span { get; init; }

    public bool IsExpired(DateTime today) => Until is { } until && today.Date > until.Date;
}
