using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes;

/// <summary>MIG1002: drop the index without queueing in front of everybody else.</summary>
internal static class DropIndexConcurrently
{
    public static Recipe? For(DropIndex index, RecipeRequest request)
    {
        var known = request.Before.FindIndex(index.Index);
        var table = index.Table ?? known?.Table;

        // A constraint's index goes with the constraint; CASCADE and partitioned indexes cannot be dropped concurrently.
        return index.Concurrently || index.Cascade || known?.Constraint is not null || request.IsPartitioned(table)
            ? null
            : new Recipe
            {
                Title = $"Drop index {index.Index.Name} concurrently",
                Steps =
                [
                    new SqlStep
                    {
                        Statements = [Statement(index.Index)],
                        SuppressTransaction = true,
                        IsMain = true,
                        Prose = "Drop the index under SHARE UPDATE EXCLUSIVE, outside of any transaction: reads and writes go on.",
                    },
                ],
            };
    }

    /// <summary>The statement, safe to run again.</summary>
    public static string Statement(QualifiedName index) => "DROP INDEX CONCURRENTLY IF EXISTS " + SqlIdentifier.Quote(index);
}
