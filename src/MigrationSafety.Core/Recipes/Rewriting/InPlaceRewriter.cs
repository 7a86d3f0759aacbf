using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>
/// Rewrites a migration by the recipes of some of its findings, reads the result as if somebody had written it, and gives it
/// only where it may run again from anywhere and the rules find nothing new.
/// </summary>
internal static class InPlaceRewriter
{
    /// <summary>
    /// What can be done about one finding: it alone, else with all of its rule, else with all that has a recipe; and all that
    /// has one as a second choice. Empty where in-place work would not be safe.
    /// </summary>
    public static IReadOnlyList<MigrationRewrite> Offers(
        MigrationUnderReview migration, ImmutableArray<Finding> judgement, Finding target, IReadOnlyList<Finding> fixable)
    {
        var first = TryRewrite(migration, judgement, [target]) ?? ForRules(migration, judgement, [target.Rule.Id], fixable);
        if (first is null || first.Findings.Length == fixable.Count)
        {
            return first is null ? [] : [first];
        }

        return TryRewrite(migration, judgement, fixable) is { } whole ? [first, whole] : [first];
    }

    /// <summary>All findings of some rules, else all that has a recipe; null where neither would be safe.</summary>
    public static MigrationRewrite? ForRules(
        MigrationUnderReview migration, ImmutableArray<Finding> judgement, ICollection<string> ruleIds, IReadOnlyList<Finding> fixable)
    {
        var ofRules = fixable.Where(f => ruleIds.Contains(f.Rule.Id)).ToArray();
        return ofRules.Length == 0 ? null
            : TryRewrite(migration, judgement, ofRules)
                ?? (ofRules.Length < fixable.Count ? TryRewrite(migration, judgement, fixable) : null);
    }

    /// <summary>The findings that have a recipe each, in order.</summary>
    public static IReadOnlyList<Finding> Fixable(MigrationUnderReview migration, ImmutableArray<Finding> judgement)
    {
        var before = StatesBefore(migration);
        return judgement
            .Where(f => f.Change is not null && RecipeBook.InPlaceIds.Contains(f.Rule.Id))
            .Where(f => StepRewriter.TryRewrite(
                migration.ChangeSet.Steps[f.Step], [f], before, migration.Options.PostgresVersion) is not null)
            .ToArray();
    }

    private static MigrationRewrite? TryRewrite(
        MigrationUnderReview migration, ImmutableArray<Finding> judgement, IReadOnlyList<Finding> findings)
    {
        var before = StatesBefore(migration);
        var steps = new List<RewrittenStep>();
        var titles = new List<string>();
        foreach (var group in findings.GroupBy(static f => f.Step).OrderBy(static g => g.Key))
        {
            if (StepRewriter.TryRewrite(migration.ChangeSet.Steps[group.Key], group.ToArray(), before, migration.Options.PostgresVersion)
                is not { } rewritten)
            {
                return null;
            }

            steps.Add(rewritten.Step);
            titles.AddRange(rewritten.Titles);
        }

        var result = ResultReader.Read(migration, steps);
        return RerunSafety.FindProblem(result) is null && IsBetter(migration with { ChangeSet = result }, judgement, findings)
            ? new MigrationRewrite
            {
                Title = titles.Count == 1 ? titles[0] : $"Make {titles.Count} changes of this migration without blocking",
                Findings = findings.ToImmutableArray(),
                Steps = steps,
                Result = result,
            }
            : null;
    }

    // Counted, not matched: the result's places are others.
    private static bool IsBetter(MigrationUnderReview result, ImmutableArray<Finding> before, IReadOnlyList<Finding> mended)
    {
        var left = before.Except(mended).ToLookup(static f => f.Rule.Id);
        return result.Judge()
            .Where(f => f.Severity > Severity.Info || mended.Any(m => m.Rule.Id == f.Rule.Id))
            .GroupBy(static f => f.Rule.Id)
            .All(g => g.Count() <= left[g.Key].Count());
    }

    private static Dictionary<SchemaChange, SchemaState> StatesBefore(MigrationUnderReview migration)
    {
        var states = new Dictionary<SchemaChange, SchemaState>();
        var state = migration.Before;
        foreach (var change in migration.ChangeSet.Steps.SelectMany(static s => s.Changes))
        {
            states[change] = state;
            state = state.Apply(change);
        }

        return states;
    }
}
