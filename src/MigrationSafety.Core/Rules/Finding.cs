using System.Collections.Immutable;
using System.Globalization;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Rules;

/// <summary>A rule's verdict on one change (or one step).</summary>
internal sealed record Finding
{
    /// <summary>The <see cref="Step"/> of a finding about Down(), whose steps have no numbers here.</summary>
    public const int InDown = -2;

    public required RuleDescriptor Rule { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The step in the change set.</summary>
    public required int Step { get; init; }

    /// <summary>Where in the step's SQL text; null = the whole call.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>The change; null for findings about a whole step (MIG9001, MIG9002) or migration.</summary>
    public SchemaChange? Change { get; init; }

    public ImmutableArray<string> Arguments { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Ids of findings on the same operation that this one stands for.</summary>
    public ImmutableArray<string> Absorbed { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Other tables of which the same is true from the same line (a loop, a helper called twice).</summary>
    public ImmutableArray<string> AlsoOn { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Places in code that the finding is also about, in order of path and position.</summary>
    public ImmutableArray<UsagePlace> Places { get; init; } = ImmutableArray<UsagePlace>.Empty;

    /// <summary>Set on a finding that somebody accepted: it is not reported.</summary>
    public FindingSuppression? Suppression { get; init; }

    /// <summary>How large the tables are and how long it may take, where statistics tell; one sentence without its full stop.</summary>
    public string? Size { get; init; }

    /// <summary>The whole message.</summary>
    public string Message =>
        string.Format(CultureInfo.InvariantCulture, Rule.MessageFormat, [.. Arguments])
        + (Size is null ? "" : " " + Size + ".")
        + (AlsoOn.IsEmpty ? "" : " (The same on \"" + string.Join("\", \"", AlsoOn) + "\".)")
        + (Absorbed.IsEmpty ? "" : " (Includes " + string.Join(", ", Absorbed) + ".)");
}
