using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes;

/// <summary>MIG1001: build the index while writes go on; a leftover of a failed try goes first.</summary>
internal static class CreateIndexConcurrently
{
    /// <summary>What Npgsql reads as CONCURRENTLY.</summary>
    public const string Annotation = "Npgsql:CreatedConcurrently";

    public static Recipe? For(CreateIndex index, RecipeRequest request)
    {
        // PostgreSQL rejects CONCURRENTLY on a partitioned table (0A000). An index without a name cannot be found again.
        if (index.Concurrently || index.Name is not { } name || index.Only || request.IsPartitioned(index.Table))
        {
            return null;
        }

        var qualified = new QualifiedName(index.Table.Schema, name);
        RecipeStep? create = request.Statement is { } statement ? CreateStep(statement) : KeepOperation();
        return create is null ? null : new Recipe
        {
            Title = $"Create index {name} concurrently",
            Steps = [index.IfNotExists ? DropInvalid(qualified) : DropLeftover(qualified), create],
        };
    }

    private static SqlStep DropLeftover(QualifiedName index) => new()
    {
        Statements = [DropIndexConcurrently.Statement(index)],
        SuppressTransaction = true,
        Prose = "Remove what a failed earlier try left behind: an INVALID index of this name.",
    };

    // IF NOT EXISTS may mean that somebody built the index by hand beforehand: a valid one stays.
    private static SqlStep DropInvalid(QualifiedName index)
    {
        var name = SqlIdentifier.Quote(index);
        return new()
        {
            Statements =
            [
                "DO $$ BEGIN IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(" + SqlLiteral.Quote(name)
                + ") AND NOT indisvalid) THEN DROP INDEX IF EXISTS " + name + "; END IF; END $$",
            ],
            Prose = "Remove what a failed earlier try left behind: an INVALID index of this name. A valid one stays.",
        };
    }

    private static SqlStep? CreateStep(SqlStatementText statement)
    {
        var afterIndex = statement.Has(1, "UNIQUE") ? 3 : 2;
        return statement.Has(0, "CREATE") && statement.Has(afterIndex - 1, "INDEX")
            ? new SqlStep
            {
                Statements = [statement.Slice(0, afterIndex) + " CONCURRENTLY " + statement.Slice(afterIndex, statement.Count)],
                SuppressTransaction = true,
                IsMain = true,
                Prose = BuildProse,
            }
            : null;
    }

    private static OperationStep KeepOperation() => new()
    {
        Annotations = ImmutableDictionary<string, object?>.Empty.Add(Annotation, true),
        Prose = BuildProse,
    };

    private const string BuildProse =
        "Build the index under SHARE UPDATE EXCLUSIVE, outside of any transaction: reads and writes go on.";
}
