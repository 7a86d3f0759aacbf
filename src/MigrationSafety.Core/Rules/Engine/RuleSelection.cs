using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// The rules that a change concerns, in their order: of some seventy a migration needs ten. Code that never runs is never
/// compiled either, which is most of what a rule costs in a compiler that has just started.
/// </summary>
internal static class RuleSelection
{
    private static readonly ConcurrentDictionary<Type, Rule[]> ByType = new();

    private static readonly Rule[] Always = Of(static rule => rule.Descriptor.Concerns.Length == 0);

    /// <summary>The rules that are asked about a change, and about a set that has it, in order.</summary>
    public static Rule[] For(SchemaChange change) => ByType.TryGetValue(change.GetType(), out var rules) ? rules
        : ByType.GetOrAdd(change.GetType(), static type => Of(rule => rule.Descriptor.Concerns.Length == 0 || Array.IndexOf(rule.Descriptor.Concerns, type) >= 0));

    /// <summary>The rules that are asked about a set with these changes, each once.</summary>
    public static IEnumerable<Rule> For(ImmutableArray<ChangeContext> changes)
    {
        var rules = new HashSet<Rule>(Always);
        foreach (var change in changes)
        {
            rules.UnionWith(For(change.Change));
        }

        return rules;
    }

    private static Rule[] Of(Predicate<Rule> condition)
    {
        var rules = new List<Rule>();
        foreach (var rule in RuleCatalog.Rules)
        {
            if (condition(rule))
            {
                rules.Add(rule);
            }
        }

        return rules.ToArray();
    }
}
