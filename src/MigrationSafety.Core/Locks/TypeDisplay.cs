using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Locks;

/// <summary>Type names as PostgreSQL's error messages write them (format_type).</summary>
internal static class TypeDisplay
{
    public static string FormatType(PgType type) => Scalar(type) + (type.ArrayDimensions > 0 ? "[]" : "");

    private static string Scalar(PgType type) => type.Schema is not null ? type.QualifiedName.ToString() : type.Name switch
    {
        "bool" => "boolean",
        "bpchar" => "character",
        "float4" => "real",
        "float8" => "double precision",
        "int2" => "smallint",
        "int4" => "integer",
        "int8" => "bigint",
        "time" => "time without time zone",
        "timestamp" => "timestamp without time zone",
        "timestamptz" => "timestamp with time zone",
        "timetz" => "time with time zone",
        "varbit" => "bit varying",
        "varchar" => "character varying",
        var name => name,
    };
}
