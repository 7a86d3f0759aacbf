using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Recipes;

/// <summary>What a recipe is asked about.</summary>
internal sealed record RecipeRequest
{
    public required SchemaChange Change { get; init; }

    /// <summary>The statement that makes the change; null for an EF Core operation.</summary>
    public SqlStatementText? Statement { get; init; }

    /// <summary>The operation that makes the change; null for SQL.</summary>
    public EfOperation? Operation { get; init; }

    /// <summary>The schema right before the change.</summary>
    public required SchemaState Before { get; init; }

    public required PostgresVersion Version { get; init; }

    public bool IsPartitioned(QualifiedName? table) =>
        table is { } name && Before.FindTable(name) is { Kind: RelationKind.PartitionedTable };
}
