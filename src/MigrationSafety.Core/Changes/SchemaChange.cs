namespace MigrationSafety.Core.Changes;

/// <summary>
/// One thing that PostgreSQL is told to do, whoever wrote it: an EF Core operation, SQL in C#, or a .sql file.
/// Each kind is a type of its own; what decides the lock stands in its properties.
/// </summary>
internal abstract record SchemaChange
{
    public ChangeOrigin Origin { get; init; }
}

/// <summary>A change of one existing (or just created) table.</summary>
internal abstract record TableChange : SchemaChange
{
    public required QualifiedName Table { get; init; }

    /// <summary>ALTER TABLE IF EXISTS / DROP TABLE IF EXISTS.</summary>
    public bool TableIfExists { get; init; }

    /// <summary>ALTER TABLE ONLY.</summary>
    public bool Only { get; init; }
}

/// <summary>A change of one column.</summary>
internal abstract record ColumnChange : TableChange
{
    public required string Column { get; init; }
}
