using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>A migration rewritten by recipes, and checked: it may run again from anywhere and warns of nothing new.</summary>
internal sealed record MigrationRewrite
{
    public required string Title { get; init; }

    /// <summary>The findings that it mends.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The steps that change, in order.</summary>
    public required IReadOnlyList<RewrittenStep> Steps { get; init; }

    /// <summary>The migration afterwards.</summary>
    public required ChangeSet Result { get; init; }
}
