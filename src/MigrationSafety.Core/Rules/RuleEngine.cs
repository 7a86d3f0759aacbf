using System.Collections.Generic;
using System.Collections.Immutable;
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
        NewRelations newRelations,
        ApplicationView? application = null,
        RuleSelection? selection = null) =>
        Judge(changeSet, before, options, newRelations, application, selection).RemoveAll(static f => f.Suppression is not null);

    /// <summary>
    /// Findings in order of place, with those that comments in the SQL accept. <paramref name="newRelations"/>: what earlier,
    /// undeployed migrations of the chain create (<see cref="NewRelations.After"/>). <paramref name="application"/>:
    /// EF Core's models around the change set. <paramref name="selection"/>: which rules are asked about which change; null: by what they are about.
    /// </summary>
    public static ImmutableArray<Finding> Judge(
        ChangeSet changeSet,
        SchemaState before,
        SafetyOptions options,
        NewRelations newRelations,
        ApplicationView? application = null,
        RuleSelection? selection = null)
    {
        application ??= ApplicationView.None;
        selection ??= RuleSelection.ByConcern;
        var collector = new FindingCollector(changeSet);
        var changes = ChangeSetWalk.Walk(changeSet, before, options, newRelations, application, out var after);
        foreach (var change in changes)
        {
            change.Reporter = collector.Add;
        }

        var set = new ChangeSetContext(changeSet, options, before, changes, after, collector.Add) { Application = application };
        var gates = new ContractGates(changeSet, changes);
        for (var i = 0; i < changes.Length; i++)
        {
            foreach (var rule in changes[i].IsOnNewTable ? [] : selection.For(changes[i].Change))
            {
                if (!(rule.Descriptor.IsAboutContract && gates.Hold(i)))
                {
                    rule.CheckChange(changes[i]);
                }
            }
        }

        foreach (var rule in selection.For(changes))
        {
            rule.CheckChangeSet(set);
        }

        // Absorption first: who accepts the cause of a warning by a comment has accepted what it includes.
        var found = new List<Finding>();
        foreach (var finding in Absorption.Apply(collector.Findings, changeSet))
        {
            if (!options.DisabledRules.Contains(finding.Rule.Id))
            {
                Insert(SqlSuppressions.Of(finding, changeSet, options.Today) is { } suppression ? finding with { Suppression = suppression } : finding, found);
            }
        }

        // A suggestion too; and what a comment accepts may be one that was not looked for.
        if (selection != RuleSelection.WithoutSuggestions)
        {
            foreach (var unused in UnusedComments.Of(changeSet, collector.Findings, options.Today, application.Code is not null))
            {
                if (!options.DisabledRules.Contains(unused.Rule.Id))
                {
                    Insert(unused, found);
                }
            }
        }

        return found.ToImmutableArray();
    }

    /// <summary>Behind all that do not come after it: findings at one place stay in the order of the rules.</summary>
    private static void Insert(Finding finding, List<Finding> sorted)
    {
        var low = 0;
        for (var high = sorted.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (Compare(finding, sorted[middle]) < 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        sorted.Insert(low, finding);
    }

    private static int Compare(Finding left, Finding right)
    {
        var order = left.Step.CompareTo(right.Step);
        order = order != 0 ? order : (left.Span?.Start ?? 0).CompareTo(right.Span?.Start ?? 0);
        return order != 0 ? order : string.CompareOrdinal(left.Rule.Id, right.Rule.Id);
    }
}
