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
internal sealed class RuleSelection
{
    /// <summary>Each rule is asked about the changes that it says it is about.</summary>
    public static readonly RuleSelection ByConcern = new(IsAbout);

    /// <summary>The same without rules that only suggest: for who shows no suggestions.</summary>
    public static readonly RuleSelection WithoutSuggestions = new(static (rule, change) => !rule.Descriptor.OnlySuggests && IsAbout(rule, change));

    /// <summary>Every rule is asked about everything: what <see cref="ByConcern"/> must not differ from.</summary>
    public static readonly RuleSelection All = new(static (_, _) => true);

    private readonly ConcurrentDictionary<Type, Rule[]> byType = new();
    private readonly Func<Rule, Type, bool> isAsked;
    private readonly Rule[] always;

    private RuleSelection(Func<Rule, Type, bool> isAsked)
    {
        this.isAsked = isAsked;
        always = RulesAbout(typeof(SchemaChange));
    }

    /// <summary>The rules that are asked about a change, and about a set that has it, in order.</summary>
    public Rule[] For(SchemaChange change) => byType.TryGetValue(change.GetType(), out var rules) ? rules : byType.GetOrAdd(change.GetType(), RulesAbout);

    /// <summary>The rules that are asked about a set with these changes, each once.</summary>
    public IEnumerable<Rule> For(ImmutableArray<ChangeContext> changes)
    {
        var rules = new HashSet<Rule>(always);
        foreach (var change in changes)
        {
            rules.UnionWith(For(change.Change));
        }

        return rules;
    }

    private static bool IsAbout(Rule rule, Type change) =>
        rule.Descriptor.Concerns.Length == 0 || Array.IndexOf(rule.Descriptor.Concerns, change) >= 0;

    // No rule is about SchemaChange, the base of all: about it those are asked that always are.
    private Rule[] RulesAbout(Type change)
    {
        var rules = new List<Rule>();
        foreach (var rule in RuleCatalog.Rules)
        {
            if (isAsked(rule, change))
            {
                rules.Add(rule);
            }
        }

        return rules.ToArray();
    }
}
