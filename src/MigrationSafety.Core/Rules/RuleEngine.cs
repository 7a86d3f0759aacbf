using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>Runs every rule over a change set: exemptions ("Never flag"), absorption ("One cause, one warning"), order.</summary>
internal static class RuleEngine
{
    /// <summary>
    /// Findings in order of place. <paramref name="newTables"/>: tables that earlier, undeployed migrations of the chain create.
    /// </summary>
    public static ImmutableArray<Finding> Analyze(
        ChangeSet changeSet, SchemaState before, SafetyOptions options, ImmutableHashSet<QualifiedName> newTables) =>
        ImmutableArray<Finding>.Empty;
}
