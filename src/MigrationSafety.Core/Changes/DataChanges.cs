using System.Collections.Immutable;

namespace MigrationSafety.Core.Changes;

internal enum DataChangeKind
{
    Select,
    SelectForUpdate,
    Insert,
    Update,
    Delete,
    Merge,
    Copy,
}

/// <summary>INSERT, UPDATE, DELETE, MERGE, COPY and SELECT.</summary>
internal sealed record DataChange : SchemaChange
{
    public required DataChangeKind Kind { get; init; }

    /// <summary>The table written to; null for SELECT.</summary>
    public QualifiedName? Table { get; init; }

    /// <summary>Tables read from.</summary>
    public ImmutableArray<QualifiedName> Sources { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Sources that FOR UPDATE OF names; empty where it locks all.</summary>
    public ImmutableArray<QualifiedName> LockedSources { get; init; } = ImmutableArray<QualifiedName>.Empty;

    public bool HasWhere { get; init; }

    /// <summary>Columns that WHERE compares with constants in a top-level AND (a = 1, a IN (1, 2)).</summary>
    public ImmutableArray<string> ColumnsBoundToConstants { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>INSERT ... VALUES: the number of rows is written down.</summary>
    public bool HasLiteralRows { get; init; }

    /// <summary>Columns that the statement names other than as its target: what it reads, as far as it says so.</summary>
    public ImmutableArray<string> ColumnsRead { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Columns written.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>EF Core emits it by itself (AlterColumn to required with a default), or writes it for seed data.</summary>
    public DataChangeAuthor Author { get; init; }

    /// <summary>Functions the statement calls (setval, nextval, user functions).</summary>
    public ImmutableArray<QualifiedName> Functions { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Sequences that nextval and setval name by a constant.</summary>
    public ImmutableArray<QualifiedName> Sequences { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Backfills that the statement waits for (migration_safety.require): their names; null for one that is no constant.</summary>
    public ImmutableArray<string?> Gates { get; init; } = ImmutableArray<string?>.Empty;

    /// <summary>String constants that are read as values of a column or a type: short ones, and of many rows only the first.</summary>
    public ImmutableArray<ConstantUse> Constants { get; init; } = ImmutableArray<ConstantUse>.Empty;

    /// <summary>True inside LOOP, WHILE or FOR of a DO block: batches, but all of them in the block's one transaction unless it commits.</summary>
    public bool InLoop { get; init; }
}

internal enum DataChangeAuthor
{
    /// <summary>Somebody wrote the SQL.</summary>
    Sql,

    /// <summary>AlterColumn to required with a default: UPDATE ... WHERE c IS NULL.</summary>
    EfAlterColumn,

    /// <summary>InsertData, UpdateData, DeleteData: rows by key.</summary>
    EfSeedData,
}
