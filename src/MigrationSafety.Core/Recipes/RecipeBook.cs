using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Recipes;

/// <summary>Which recipe mends which finding in place.</summary>
internal static class RecipeBook
{
    /// <summary>Rules with a recipe that rewrites the migration in place.</summary>
    public static readonly ImmutableArray<string> InPlaceIds =
        ImmutableArray.Create("MIG1001", "MIG1002", "MIG1004", "MIG1007", "MIG1008");

    /// <summary>The recipe for a finding's change, or null where none holds (partitioned tables, names nobody wrote ...).</summary>
    public static Recipe? For(string ruleId, RecipeRequest request) => (ruleId, request.Change) switch
    {
        ("MIG1001", CreateIndex index) => CreateIndexConcurrently.For(index, request),
        ("MIG1002", DropIndex index) => DropIndexConcurrently.For(index, request),
        ("MIG1004", AddConstraint add) => ForeignKeyNotValid.For(add, request),
        ("MIG1007", AddConstraint add) => CheckNotValid.For(add, request),
        ("MIG1008", SetNotNull column) => NotNullByCheck.For(column, request),
        _ => null,
    };
}
