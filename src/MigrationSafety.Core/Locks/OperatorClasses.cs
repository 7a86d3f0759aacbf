using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Locks;

/// <summary>Which types share the operator class of an index.</summary>
internal static class OperatorClasses
{
    /// <summary>The type that the default operator class is for: varchar has none of its own and uses text's.</summary>
    public static string InputType(PgType type) => type.ArrayDimensions > 0 ? "array" : type.Name switch
    {
        "varchar" => "text",
        "cidr" => "inet",
        var name when name.StartsWith("reg", System.StringComparison.Ordinal) && BuiltInCasts.IsKnown(name) => "oid",
        var name => type.Schema is null ? name : type.Schema + "." + name,
    };
}
