using System.Collections.Immutable;

namespace MigrationSafety.Core.Changes;

internal sealed record CreateTable : TableChange
{
    public ImmutableArray<ColumnDefinition> Columns { get; init; } = ImmutableArray<ColumnDefinition>.Empty;

    public ImmutableArray<ConstraintDefinition> Constraints { get; init; } = ImmutableArray<ConstraintDefinition>.Empty;

    public bool IfNotExists { get; init; }

    public bool Temporary { get; init; }

    public bool Unlogged { get; init; }

    /// <summary>PARTITION BY: a parent without rows of its own.</summary>
    public bool Partitioned { get; init; }

    /// <summary>Columns of PARTITION BY.</summary>
    public ImmutableArray<string> PartitionKey { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>PARTITION OF: the parent.</summary>
    public QualifiedName? PartitionOf { get; init; }

    /// <summary>PARTITION OF ... DEFAULT.</summary>
    public bool IsDefaultPartition { get; init; }

    /// <summary>FOR VALUES of PARTITION OF; null for DEFAULT.</summary>
    public PartitionBound? Bound { get; init; }

    /// <summary>The composite type of CREATE TABLE ... OF.</summary>
    public QualifiedName? OfType { get; init; }

    /// <summary>LIKE tables.</summary>
    public ImmutableArray<QualifiedName> Sources { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>INHERITS tables.</summary>
    public ImmutableArray<QualifiedName> Inherits { get; init; } = ImmutableArray<QualifiedName>.Empty;
}

/// <summary>CREATE TABLE ... AS and SELECT INTO.</summary>
internal sealed record CreateTableAs : TableChange
{
    public ImmutableArray<QualifiedName> Sources { get; init; } = ImmutableArray<QualifiedName>.Empty;

    public bool Temporary { get; init; }

    public bool IfNotExists { get; init; }

    public bool WithNoData { get; init; }
}

internal sealed record DropTable : TableChange
{
    public bool Cascade { get; init; }
}

internal sealed record RenameTable : TableChange
{
    public required string NewName { get; init; }
}

internal sealed record SetTableSchema : TableChange
{
    public required string NewSchema { get; init; }
}

internal enum TableOption
{
    SetLogged,
    SetUnlogged,
    SetTablespace,
    SetAccessMethod,

    /// <summary>SET (fillfactor, autovacuum_* ...): SHARE UPDATE EXCLUSIVE.</summary>
    SetStorageParameters,

    /// <summary>SET (user_catalog_table ...): parameters that need ACCESS EXCLUSIVE.</summary>
    SetExclusiveStorageParameters,
    ClusterOn,
    SetWithoutCluster,
    SetWithoutOids,
    ReplicaIdentity,
    OwnerTo,
    Inherit,
    NoInherit,
    EnableRowSecurity,
    DisableRowSecurity,
    ForceRowSecurity,
    NoForceRowSecurity,
    EnableTrigger,
    DisableTrigger,
    EnableRule,
    DisableRule,
    OfType,

    /// <summary>A form that the reader does not know; judged as ACCESS EXCLUSIVE.</summary>
    Other,
}

/// <summary>An ALTER TABLE form without details of its own.</summary>
internal sealed record AlterTableOption : TableChange
{
    public required TableOption Option { get; init; }

    /// <summary>The parent of INHERIT and NO INHERIT.</summary>
    public QualifiedName? OtherTable { get; init; }

    /// <summary>The access method of SET ACCESS METHOD, the tablespace of SET TABLESPACE, the trigger of ENABLE and DISABLE TRIGGER.</summary>
    public string? Argument { get; init; }
}

internal sealed record AttachPartition : TableChange
{
    public required QualifiedName Partition { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>FOR VALUES; null for DEFAULT.</summary>
    public PartitionBound? Bound { get; init; }
}

internal sealed record DetachPartition : TableChange
{
    public required QualifiedName Partition { get; init; }

    public bool Concurrently { get; init; }

    public bool Finalize { get; init; }
}

internal sealed record Truncate : SchemaChange
{
    public ImmutableArray<QualifiedName> Tables { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Those of the tables that are written with ONLY.</summary>
    public ImmutableArray<QualifiedName> Only { get; init; } = ImmutableArray<QualifiedName>.Empty;

    public bool Cascade { get; init; }
}

internal sealed record LockTable : SchemaChange
{
    public ImmutableArray<QualifiedName> Tables { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Those of the tables that are written with ONLY.</summary>
    public ImmutableArray<QualifiedName> Only { get; init; } = ImmutableArray<QualifiedName>.Empty;

    public required Locks.LockMode Mode { get; init; }
}

/// <summary>CLUSTER; no table means the whole database.</summary>
internal sealed record Cluster : SchemaChange
{
    public QualifiedName? Table { get; init; }
}

internal sealed record Vacuum : SchemaChange
{
    public ImmutableArray<QualifiedName> Tables { get; init; } = ImmutableArray<QualifiedName>.Empty;

    public bool Full { get; init; }
}

internal sealed record Analyze : SchemaChange
{
    public ImmutableArray<QualifiedName> Tables { get; init; } = ImmutableArray<QualifiedName>.Empty;
}
