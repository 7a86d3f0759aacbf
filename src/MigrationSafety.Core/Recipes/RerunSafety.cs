using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes.Rerun;

namespace MigrationSafety.Core.Recipes;

/// <summary>What would go wrong when a migration starts again after it stopped at a commit.</summary>
/// <param name="Step">The step that fails or does harm.</param>
/// <param name="Change">The change; null where the step's SQL is not known.</param>
internal sealed record RerunProblem(ChangeStep Step, SchemaChange? Change);

/// <summary>
/// EF Core commits before each step outside of the transaction and writes the history row after the last: a migration with
/// such a step that fails half-way runs again from its first step. This tells whether it can.
/// </summary>
internal static class RerunSafety
{
    /// <summary>The first problem in the order of the text; null where the migration may run again from wherever it stopped.</summary>
    public static RerunProblem? FindProblem(ChangeSet changeSet)
    {
        if (changeSet.RunnerOpensTransaction && !changeSet.Steps.Any(RunsOutsideTransaction))
        {
            return null;
        }

        foreach (var step in changeSet.Steps)
        {
            var unforeseeable = step.Changes.FirstOrDefault(static c => ObjectAccesses.Of(c) is null || MayBeConditional(c));
            if (unforeseeable is not null || !IsKnown(step))
            {
                return new RerunProblem(step, unforeseeable);
            }
        }

        var changes = changeSet.Steps.SelectMany(static s => s.Changes).ToList();
        return MomentsOfFailure(changeSet, ObjectWorld.Before(changes))
            .Select(moment => FirstFailure(changeSet, changes, moment))
            .FirstOrDefault(static p => p is not null);
    }

    /// <summary>True for a step that EF Core runs after a commit, outside of any transaction.</summary>
    public static bool RunsOutsideTransaction(ChangeStep step) => step.RunsOutsideTransaction;

    private static bool IsKnown(ChangeStep step) =>
        step.SyntaxError is null && step.Unknown.IsEmpty && (step.Sql is not null || step.Operation is not null);

    // A DO block may look before it acts; then it acts once, and what else it does cannot be told.
    private static bool MayBeConditional(SchemaChange change) =>
        change.Origin.InDoBlock && ObjectAccesses.Of(change)!.Any(static a => a.Access is Access.Create or Access.Drop);

    /// <summary>What exists at each commit, and in the middle of an index build outside of a transaction.</summary>
    private static IEnumerable<ObjectWorld> MomentsOfFailure(ChangeSet changeSet, ObjectWorld world)
    {
        var uncommitted = false;
        foreach (var step in changeSet.Steps)
        {
            var outside = !changeSet.RunnerOpensTransaction || RunsOutsideTransaction(step);
            if (outside && uncommitted)
            {
                yield return world;
            }

            foreach (var change in step.Changes)
            {
                if (outside && change is CreateIndex { Concurrently: true } index)
                {
                    yield return world.WithInvalid(index);
                }

                world = world.TryRun(change) ?? world;
                if (outside)
                {
                    yield return world;
                }
            }

            uncommitted = !outside;
        }

        if (uncommitted)
        {
            yield return world;
        }
    }

    private static RerunProblem? FirstFailure(ChangeSet changeSet, IReadOnlyList<SchemaChange> changes, ObjectWorld world)
    {
        foreach (var change in changes)
        {
            if (world.TryRun(change) is not { } next)
            {
                return new RerunProblem(changeSet.Steps[change.Origin.Step], change);
            }

            world = next;
        }

        return null;
    }
}
