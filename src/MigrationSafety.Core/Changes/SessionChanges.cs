namespace MigrationSafety.Core.Changes;

internal enum TransactionControlKind
{
    Begin,
    Commit,
    Rollback,
    Savepoint,
}

internal sealed record TransactionControl : SchemaChange
{
    public required TransactionControlKind Kind { get; init; }
}

/// <summary>SET, SET LOCAL, RESET and set_config of one parameter; RESET ALL has the name <c>all</c>.</summary>
internal sealed record SetParameter : SchemaChange
{
    public required string Name { get; init; }

    /// <summary>The value as written; null for RESET and DEFAULT.</summary>
    public string? Value { get; init; }

    public bool IsLocal { get; init; }
}

/// <summary>A statement that locks no existing relation in a way that matters (CREATE ROLE, NOTIFY ...).</summary>
internal sealed record OtherStatement : SchemaChange
{
    /// <summary>The parser's node name, e.g. <c>CreateRoleStmt</c>.</summary>
    public required string Node { get; init; }

    /// <summary>False for CREATE DATABASE, ALTER SYSTEM, VACUUM and their like.</summary>
    public bool AllowedInTransaction { get; init; } = true;
}
