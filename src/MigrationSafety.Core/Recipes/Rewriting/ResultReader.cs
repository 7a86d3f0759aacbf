using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>Reads a rewritten migration as the readers would, without its source.</summary>
internal static class ResultReader
{
    public static ChangeSet Read(MigrationUnderReview migration, IEnumerable<RewrittenStep> rewritten)
    {
        var parts = rewritten.ToDictionary(static r => r.Step, static r => r.Parts);
        var steps = migration.ChangeSet.Steps
            .SelectMany(s => parts.TryGetValue(s.Index, out var found) ? found.Select(p => StepOf(s, p)) : [s])
            .Select(static (s, i) => s with { Index = i })
            .ToImmutableArray();
        return ChangeSetLowering.Lower(migration.ChangeSet with { Steps = steps }, migration.Before).ChangeSet;
    }

    private static ChangeStep StepOf(ChangeStep replaced, StepPart part) => part is SqlPart sql
        ? new ChangeStep
        {
            Index = 0,
            Method = "Sql",
            Sql = sql.Sql,
            SuppressTransaction = sql.SuppressTransaction || replaced.SuppressTransaction,
        }
        : replaced with
        {
            Operation = replaced.Operation! with
            {
                Annotations = replaced.Operation.Annotations.SetItems(((OperationPart)part).Annotations),
            },
        };
}
