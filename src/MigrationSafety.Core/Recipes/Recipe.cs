using System.Collections.Generic;
using System.Collections.Immutable;

namespace MigrationSafety.Core.Recipes;

/// <summary>
/// How to make one change without what its finding warns of. Written once, as data; code fixes, scripts and plans render it.
/// Every recipe may run again from its start after it stopped anywhere: EF Core commits before a step outside the transaction.
/// </summary>
internal sealed record Recipe
{
    /// <summary>What it does, as the title of a code action: "Create index ix concurrently".</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<RecipeStep> Steps { get; init; }
}

/// <summary>One step: what EF Core runs as one call.</summary>
internal abstract record RecipeStep
{
    /// <summary>What the step does and why it is safe, in one sentence.</summary>
    public required string Prose { get; init; }
}

/// <summary>SQL to run.</summary>
internal sealed record SqlStep : RecipeStep
{
    /// <summary>Statements without semicolons; outside a transaction always one alone.</summary>
    public required IReadOnlyList<string> Statements { get; init; }

    /// <summary>True for what cannot, or must not, run in the migration's transaction.</summary>
    public bool SuppressTransaction { get; init; }

    /// <summary>True for the step that does what the replaced statement did; its comments belong here.</summary>
    public bool IsMain { get; init; }
}

/// <summary>The EF Core operation itself, kept.</summary>
internal sealed record OperationStep : RecipeStep
{
    /// <summary>Annotations to set on the operation.</summary>
    public ImmutableDictionary<string, object?> Annotations { get; init; } = ImmutableDictionary<string, object?>.Empty;
}
