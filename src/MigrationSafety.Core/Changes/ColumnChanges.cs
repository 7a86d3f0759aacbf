namespace MigrationSafety.Core.Changes;

internal sealed record AddColumn : TableChange
{
    public required ColumnDefinition Column { get; init; }

    public bool IfNotExists { get; init; }
}

internal sealed record DropColumn : ColumnChange
{
    public bool IfExists { get; init; }

    public bool Cascade { get; init; }
}

internal sealed record RenameColumn : ColumnChange
{
    public required string NewName { get; init; }

    /// <summary>Written as ALTER VIEW (13 and later).</summary>
    public bool ViaAlterView { get; init; }
}

internal sealed record AlterColumnType : ColumnChange
{
    /// <summary>Null where an EF Core operation names no store type.</summary>
    public PgType? NewType { get; init; }

    /// <summary>The old type as the operation itself says; the before-state knows more.</summary>
    public PgType? OldType { get; init; }

    public SqlExpression? Using { get; init; }

    /// <summary>True where USING is only the column itself or a cast of it.</summary>
    public bool UsingIsPlainCast { get; init; }

    public string? Collation { get; init; }
}

internal sealed record SetNotNull : ColumnChange;

internal sealed record DropNotNull : ColumnChange;

internal sealed record SetDefault : ColumnChange
{
    public required SqlExpression Default { get; init; }
}

internal sealed record DropDefault : ColumnChange;

internal sealed record AddIdentity : ColumnChange
{
    public IdentityKind Kind { get; init; } = IdentityKind.ByDefault;
}

/// <summary>SET GENERATED, RESTART and other identity options.</summary>
internal sealed record AlterIdentity : ColumnChange;

internal sealed record DropIdentity : ColumnChange
{
    public bool IfExists { get; init; }
}

/// <summary>ALTER COLUMN ... SET EXPRESSION (17 and later).</summary>
internal sealed record SetGenerationExpression : ColumnChange
{
    public required SqlExpression Expression { get; init; }
}

internal sealed record DropGenerationExpression : ColumnChange
{
    public bool IfExists { get; init; }
}

internal sealed record SetColumnStatistics : ColumnChange;

/// <summary>ALTER COLUMN ... SET (n_distinct = ...).</summary>
internal sealed record SetColumnOptions : ColumnChange;

internal sealed record SetColumnStorage : ColumnChange;

internal sealed record SetColumnCompression : ColumnChange;
