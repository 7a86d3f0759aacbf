using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>The default btree operators of types, as far as indexes and foreign keys need them (pg_opclass, pg_amop).</summary>
internal static class Comparisons
{
    /// <summary>Types of a family are compared with each other without a cast.</summary>
    private static readonly string[][] Families = [["int2", "int4", "int8"], ["float4", "float8"], ["date", "timestamp", "timestamptz"]];

    private static readonly string[] Names = ["name", "text"];

    private static readonly string[] NotOrdered =
        ["json", "jsonpath", "xml", "point", "box", "circle", "path", "polygon", "line", "lseg", "xid"];

    /// <summary>False where a btree index on a column of the type is certain to fail.</summary>
    public static bool MayBeIndexed(PgType type, SchemaState state)
    {
        var (below, _) = state.BaseTypeOf(type);
        return below.ArrayDimensions > 0 || below.Schema is not null || !NotOrdered.Contains(below.Name);
    }

    /// <summary>
    /// How a foreign key compares its columns: the operator with the cast in front of it. Where that stays as it is and nothing is
    /// rewritten, PostgreSQL does not check the rows again. Empty: the key cannot be implemented; null: a type is not known.
    /// </summary>
    public static string? OfForeignKey(PgType referencing, PgType referenced, SchemaState state, PostgresVersion version)
    {
        var (key, _) = state.BaseTypeOf(referencing);
        var (target, _) = state.BaseTypeOf(referenced);
        if (IsPolymorphic(key, state) || IsPolymorphic(target, state))
        {
            return key.QualifiedName == target.QualifiedName && key.ArrayDimensions > 0 == target.ArrayDimensions > 0 ? key.ToString() : "";
        }

        if (!BuiltInCasts.IsKnown(key.Name) || !BuiltInCasts.IsKnown(target.Name))
        {
            return null;
        }

        var input = OperatorClasses.InputType(target);
        return AreOneFamily(input, key.Name, version) ? input + " = " + key.Name
            : BuiltInCasts.Exists(key.Name, input, CastContext.Implicit, version) != true ? ""
            : BuiltInCasts.IsBinary(key.Name, input) || key.Name == input ? input
            : input + " of " + key.Name;
    }

    private static bool AreOneFamily(string one, string other, PostgresVersion version) =>
        one != other
        && (Families.Any(f => f.Contains(one) && f.Contains(other)) || (version.Major >= 12 && Names.Contains(one) && Names.Contains(other)));

    private static bool IsPolymorphic(PgType type, SchemaState state) =>
        type.ArrayDimensions > 0 || state.IsEnum(type) || type.Name.EndsWith("range", System.StringComparison.Ordinal);
}
