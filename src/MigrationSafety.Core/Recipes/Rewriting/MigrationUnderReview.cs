using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>A migration with all that its judgement rests on.</summary>
internal sealed record MigrationUnderReview
{
    public required ChangeSet ChangeSet { get; init; }

    public required SchemaState Before { get; init; }

    public required SafetyOptions Options { get; init; }

    /// <summary>What earlier, undeployed migrations create.</summary>
    public required NewRelations NewRelations { get; init; }

    public ImmutableArray<Finding> Judge() => RuleEngine.Analyze(ChangeSet, Before, Options, NewRelations);
}
