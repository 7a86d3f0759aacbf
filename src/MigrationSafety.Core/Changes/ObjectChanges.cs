using System.Collections.Immutable;

namespace MigrationSafety.Core.Changes;

/// <summary>CREATE [OR REPLACE] VIEW and CREATE MATERIALIZED VIEW.</summary>
internal sealed record CreateView : SchemaChange
{
    public required QualifiedName View { get; init; }

    public bool Materialized { get; init; }

    public bool OrReplace { get; init; }

    public bool WithNoData { get; init; }

    public bool IfNotExists { get; init; }

    public ImmutableArray<QualifiedName> Sources { get; init; } = ImmutableArray<QualifiedName>.Empty;

    /// <summary>Columns of the source tables that the query names; empty where it cannot be told.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>SELECT *: all columns that the source has when the view is made.</summary>
    public bool ReadsAllColumns { get; init; }

    /// <summary>Names of the view's own columns in order; empty where they cannot be told.</summary>
    public ImmutableArray<string> OutputColumns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>String constants that are read as values of a column or a type.</summary>
    public ImmutableArray<ConstantUse> Constants { get; init; } = ImmutableArray<ConstantUse>.Empty;
}

internal sealed record RefreshMaterializedView : SchemaChange
{
    public required QualifiedName View { get; init; }

    public bool Concurrently { get; init; }

    public bool WithNoData { get; init; }
}

internal sealed record CreateTrigger : TableChange
{
    public required string Name { get; init; }

    public bool OrReplace { get; init; }

    public bool IsConstraint { get; init; }

    public QualifiedName? ReferencedTable { get; init; }

    public TriggerEvents Events { get; init; }

    /// <summary>FOR EACH STATEMENT, which is also what no FOR EACH means.</summary>
    public bool ForEachStatement { get; init; }

    /// <summary>Columns of UPDATE OF.</summary>
    public ImmutableArray<string> UpdateOfColumns { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>The statements that fire a trigger, with PostgreSQL's own numbers (pg_trigger.h).</summary>
[System.Flags]
internal enum TriggerEvents
{
    None = 0,
    Insert = 4,
    Delete = 8,
    Update = 16,
    Truncate = 32,
}

/// <summary>What kind of object a DROP, RENAME or other plain statement is about.</summary>
internal enum ObjectKind
{
    View,
    MaterializedView,
    Sequence,
    Type,
    Domain,
    Enum,
    Schema,
    Function,
    Extension,
    Trigger,
    Rule,
    Policy,
    Publication,
    Subscription,
    Statistics,
    Role,
    Database,
    Tablespace,
    Collation,
    ForeignTable,
    CompositeType,
    Other,
}

/// <summary>DROP of anything that is not a table, index or column.</summary>
internal sealed record DropObject : SchemaChange
{
    public required ObjectKind Kind { get; init; }

    public required QualifiedName Name { get; init; }

    /// <summary>The table of a trigger, rule or policy.</summary>
    public QualifiedName? Table { get; init; }

    public bool IfExists { get; init; }

    public bool Cascade { get; init; }
}

internal sealed record RenameObject : SchemaChange
{
    public required ObjectKind Kind { get; init; }

    public required QualifiedName Name { get; init; }

    public QualifiedName? Table { get; init; }

    /// <summary>Null for SET SCHEMA.</summary>
    public string? NewName { get; init; }

    /// <summary>The schema of SET SCHEMA.</summary>
    public string? NewSchema { get; init; }
}

/// <summary>CREATE or ALTER of an object that locks no table, or one table briefly (policy, rule, publication ...).</summary>
internal sealed record DefineObject : SchemaChange
{
    public required ObjectKind Kind { get; init; }

    public required QualifiedName Name { get; init; }

    /// <summary>The table of a policy, rule, statistics object or publication, or OWNED BY's table.</summary>
    public QualifiedName? Table { get; init; }

    /// <summary>The values of an enum in order; empty where they are not known.</summary>
    public ImmutableArray<string> Labels { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Columns that a policy's expressions name.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    public bool IsAlter { get; init; }

    /// <summary>ALTER SEQUENCE in a form that ALTER TABLE has too (OWNER TO, SET LOGGED): a stronger lock.</summary>
    public bool ViaAlterTable { get; init; }

    public bool OrReplace { get; init; }

    public bool IfNotExists { get; init; }
}

internal enum EnumChangeKind
{
    AddValue,
    RenameValue,
}

internal sealed record AlterEnum : SchemaChange
{
    public required QualifiedName Type { get; init; }

    public required EnumChangeKind Kind { get; init; }

    /// <summary>The value added, or the old name of a renamed one.</summary>
    public required string Value { get; init; }

    /// <summary>The new name of a renamed value.</summary>
    public string? NewValue { get; init; }

    public bool IfNotExists { get; init; }
}

/// <summary>COMMENT ON.</summary>
internal sealed record Comment : SchemaChange
{
    /// <summary>PostgreSQL's object word: TABLE, COLUMN, INDEX, CONSTRAINT ...</summary>
    public required string ObjectType { get; init; }

    public QualifiedName? Relation { get; init; }
}

/// <summary>GRANT and REVOKE.</summary>
internal sealed record GrantOrRevoke : SchemaChange
{
    public ImmutableArray<QualifiedName> Tables { get; init; } = ImmutableArray<QualifiedName>.Empty;
}
