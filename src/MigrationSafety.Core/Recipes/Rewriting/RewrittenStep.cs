using System.Collections.Generic;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>What takes the place of one step: calls in order.</summary>
internal sealed record RewrittenStep(int Step, IReadOnlyList<StepPart> Parts);

internal abstract record StepPart;

/// <summary>A Sql() call.</summary>
internal sealed record SqlPart : StepPart
{
    /// <summary>The text with its semicolons. Lines that the recipe adds end in \n and begin with <see cref="Indent"/>.</summary>
    public required string Sql { get; init; }

    /// <summary>The blanks before the first line where the replaced text was written over several lines.</summary>
    public string Indent { get; init; } = "";

    /// <summary>True for a part that must run outside of the transaction; false leaves the step as it was.</summary>
    public bool SuppressTransaction { get; init; }
}

/// <summary>The step's own EF Core operation, with annotations set.</summary>
internal sealed record OperationPart : StepPart
{
    public required IReadOnlyDictionary<string, object?> Annotations { get; init; }
}
