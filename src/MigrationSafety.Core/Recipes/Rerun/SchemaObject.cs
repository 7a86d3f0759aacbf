using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Recipes.Rerun;

internal enum SchemaObjectKind
{
    /// <summary>Tables, views, sequences: they share one name space with indexes, which stand apart here.</summary>
    Relation,
    Index,
    Column,
    Constraint,
    Trigger,
    Other,
}

/// <summary>Something that a statement makes, drops or needs.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Table">The table it belongs to; the object's own name for a relation or an index.</param>
/// <param name="Name">Its name in the table; empty for a relation or an index.</param>
internal sealed record SchemaObject(SchemaObjectKind Kind, QualifiedName Table, string Name)
{
    public static SchemaObject Relation(QualifiedName name) => new(SchemaObjectKind.Relation, name, "");

    public static SchemaObject Index(QualifiedName name) => new(SchemaObjectKind.Index, name, "");

    public static SchemaObject Column(QualifiedName table, string name) => new(SchemaObjectKind.Column, table, name);

    public static SchemaObject Constraint(QualifiedName table, string name) => new(SchemaObjectKind.Constraint, table, name);
}

internal enum Access
{
    /// <summary>Fails where it is missing.</summary>
    Need,

    /// <summary>Fails where it exists.</summary>
    Create,

    /// <summary>IF NOT EXISTS, OR REPLACE.</summary>
    CreateIfMissing,

    /// <summary>Fails where it is missing.</summary>
    Drop,

    /// <summary>IF EXISTS.</summary>
    DropIfExists,
}

/// <summary>What one change does with one object.</summary>
internal sealed record ObjectAccess(SchemaObject Object, Access Access);
