using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>The grammar's ObjectType, as its enum is named, and ours.</summary>
internal static class ObjectKinds
{
    public static ObjectKind Of(string? objectType) => objectType switch
    {
        "OBJECT_VIEW" => ObjectKind.View,
        "OBJECT_MATVIEW" => ObjectKind.MaterializedView,
        "OBJECT_SEQUENCE" => ObjectKind.Sequence,
        "OBJECT_TYPE" => ObjectKind.Type,
        "OBJECT_ATTRIBUTE" => ObjectKind.CompositeType,
        "OBJECT_DOMAIN" or "OBJECT_DOMCONSTRAINT" => ObjectKind.Domain,
        "OBJECT_SCHEMA" => ObjectKind.Schema,
        "OBJECT_FUNCTION" or "OBJECT_PROCEDURE" or "OBJECT_ROUTINE" or "OBJECT_AGGREGATE" => ObjectKind.Function,
        "OBJECT_EXTENSION" => ObjectKind.Extension,
        "OBJECT_TRIGGER" => ObjectKind.Trigger,
        "OBJECT_RULE" => ObjectKind.Rule,
        "OBJECT_POLICY" => ObjectKind.Policy,
        "OBJECT_PUBLICATION" => ObjectKind.Publication,
        "OBJECT_SUBSCRIPTION" => ObjectKind.Subscription,
        "OBJECT_STATISTIC_EXT" => ObjectKind.Statistics,
        "OBJECT_ROLE" => ObjectKind.Role,
        "OBJECT_DATABASE" => ObjectKind.Database,
        "OBJECT_TABLESPACE" => ObjectKind.Tablespace,
        "OBJECT_COLLATION" => ObjectKind.Collation,
        "OBJECT_FOREIGN_TABLE" => ObjectKind.ForeignTable,
        _ => ObjectKind.Other,
    };

    /// <summary>True for objects that are named within a table: the table's name stands before theirs.</summary>
    public static bool BelongsToTable(string? objectType) =>
        objectType is "OBJECT_TRIGGER" or "OBJECT_RULE" or "OBJECT_POLICY" or "OBJECT_COLUMN" or "OBJECT_TABCONSTRAINT";

    /// <summary>The word that COMMENT ON and messages use.</summary>
    public static string Word(string? objectType) => objectType switch
    {
        null => "",
        "OBJECT_MATVIEW" => "MATERIALIZED VIEW",
        "OBJECT_TABCONSTRAINT" => "CONSTRAINT",
        "OBJECT_DOMCONSTRAINT" => "DOMAIN CONSTRAINT",
        "OBJECT_STATISTIC_EXT" => "STATISTICS",
        "OBJECT_LARGEOBJECT" => "LARGE OBJECT",
        _ => objectType.Substring("OBJECT_".Length).Replace('_', ' '),
    };
}
