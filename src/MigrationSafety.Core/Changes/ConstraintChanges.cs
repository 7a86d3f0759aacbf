namespace MigrationSafety.Core.Changes;

internal sealed record AddConstraint : TableChange
{
    public required ConstraintDefinition Constraint { get; init; }
}

internal sealed record ValidateConstraint : TableChange
{
    public required string Name { get; init; }
}

internal sealed record DropConstraint : TableChange
{
    public required string Name { get; init; }

    public bool IfExists { get; init; }

    public bool Cascade { get; init; }

    /// <summary>What the constraint is, where the operation itself says so (EF Core's DropForeignKey ...).</summary>
    public ConstraintKind? Kind { get; init; }
}

internal sealed record AlterConstraint : TableChange
{
    public required string Name { get; init; }

    /// <summary>ENFORCED (18 and later) makes PostgreSQL check every row.</summary>
    public bool Enforces { get; init; }

    /// <summary>NOT ENFORCED (18 and later) drops the triggers on both tables.</summary>
    public bool StopsEnforcing { get; init; }
}

internal sealed record RenameConstraint : TableChange
{
    public required string Name { get; init; }

    public required string NewName { get; init; }
}

internal enum DomainChangeKind
{
    AddConstraint,
    AddConstraintNotValid,
    ValidateConstraint,
    SetNotNull,
    Other,
}

/// <summary>ALTER DOMAIN: some forms lock and scan every table that has a column of the domain.</summary>
internal sealed record AlterDomain : SchemaChange
{
    public required QualifiedName Domain { get; init; }

    public required DomainChangeKind Kind { get; init; }

    public string? ConstraintName { get; init; }
}

internal sealed record CreateDomain : SchemaChange
{
    public required QualifiedName Domain { get; init; }

    public PgType? BaseType { get; init; }

    public bool HasConstraint { get; init; }
}
