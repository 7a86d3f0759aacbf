using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>Runs every rule over a change set: exemptions ("Never flag"), absorption ("One cause, one warning"), order.</summary>
internal static class RuleEngine
{
    /// <summary>The findings of <see cref="Judge"/> that no comment in the SQL accepts.</summary>
    public static ImmutableArray<Finding> Analyze(
        ChangeSet changeSet,
        SchemaState before,
        SafetyOptions options,
        ImmutableHashSet<QualifiedName> newTables,
        ApplicationView? application = null) =>
        Judge(changeSet, before, options, newTables, application).RemoveAll(static f => f.Suppression is not null);

    /// <summary>
    /// Findings in order of place, with those that comments in the SQL accept. <paramref name="newTables"/>: tables that
    /// earlier, undeployed migrations of the chain create (<see cref="NewRelations.After"/>). <paramref name="application"/>:
    /// EF Core's models around the change set.
    /// </summary>
    public static ImmutableArray<Finding> Judge(
        ChangeSet changeSet,
        SchemaState before,
        SafetyOptions options,
        ImmutableHashSet<QualifiedName> newTables,
        ApplicationView? application = null)
    {
        application ??= ApplicationView.None;
        var collector = new FindingCollector(changeSet);
        var changes = ChangeSetWalk.Walk(changeSet, before, options, newTables, application);
        foreach (var change in changes)
        {
            change.Reporter = collector.Add;
        }

        var set = new ChangeSetContext(changeSet, options, before, changes, collector.Add) { Application = application };
        foreach (var rule in RuleCatalog.Rules)
        {
            foreach (var change in changes)
            {
                if (!change.IsOnNewTable)
                {
                    rule.CheckChange(change);
                }
            }

            rule.CheckChangeSet(set);
        }

        // Absorption first: who accepts the cause of a warning by a comment has accepted what it includes.
        return Absorption.Apply(collector.Findings, changeSet)
            .Where(f => !options.DisabledRules.Contains(f.Rule.Id))
            .Select(f => f with { Suppression = SqlSuppressions.Of(f, changeSet, options.Today) })
            .OrderBy(static f => f.Step)
            .ThenBy(static f => f.Span?.Start ?? 0)
            .ThenBy(static f => f.Rule.Id, System.StringComparer.Ordinal)
            .ToImmutableArray();
    }
}
