using System.Collections.Immutable;

namespace MigrationSafety.Core.Changes;

internal sealed record CreateIndex : TableChange
{
    /// <summary>Null where PostgreSQL chooses the name.</summary>
    public string? Name { get; init; }

    /// <summary>Plain key columns; expressions stand in <see cref="Expressions"/>.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Columns of INCLUDE.</summary>
    public ImmutableArray<string> IncludedColumns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Key expressions.</summary>
    public ImmutableArray<SqlExpression> Expressions { get; init; } = ImmutableArray<SqlExpression>.Empty;

    public SqlExpression? Predicate { get; init; }

    public string Method { get; init; } = "btree";

    public bool Unique { get; init; }

    public bool Concurrently { get; init; }

    public bool IfNotExists { get; init; }
}

internal sealed record DropIndex : SchemaChange
{
    public required QualifiedName Index { get; init; }

    /// <summary>The index's table where the operation says it (EF Core) or the before-state knows it.</summary>
    public QualifiedName? Table { get; init; }

    public bool Concurrently { get; init; }

    public bool IfExists { get; init; }

    public bool Cascade { get; init; }
}

internal enum ReindexTarget
{
    Index,
    Table,
    Schema,
    Database,
    System,
}

internal sealed record Reindex : SchemaChange
{
    public required ReindexTarget Target { get; init; }

    public QualifiedName? Name { get; init; }

    public bool Concurrently { get; init; }
}

internal sealed record RenameIndex : SchemaChange
{
    public required QualifiedName Index { get; init; }

    public required string NewName { get; init; }

    /// <summary>ALTER TABLE ix RENAME TO: a stronger lock than ALTER INDEX (12 and later).</summary>
    public bool ViaAlterTable { get; init; }
}

internal enum AlterIndexKind
{
    SetOptions,
    SetTablespace,
    AttachPartition,
    SetStatistics,
}

internal sealed record AlterIndex : SchemaChange
{
    public required QualifiedName Index { get; init; }

    public required AlterIndexKind Kind { get; init; }

    /// <summary>The index that ATTACH PARTITION attaches.</summary>
    public QualifiedName? AttachedIndex { get; init; }
}
