using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>find_coercion_pathway of PostgreSQL: is there a cast between two types, which may be domains, arrays, enums or rows?</summary>
internal static class TypeCasts
{
    /// <summary>Null where a type is not known.</summary>
    public static bool? Exists(PgType from, PgType to, CastContext context, SchemaState state, PostgresVersion version)
    {
        var (source, _) = state.BaseTypeOf(from);
        var (target, _) = state.BaseTypeOf(to);

        if (IsBuiltIn(source) && IsBuiltIn(target))
        {
            return BuiltInCasts.Exists(source.Name, target.Name, context, version);
        }

        // Every type has a text form: it is written into a string unasked, and read from one where that is asked for.
        if ((context <= CastContext.Assignment && IsString(target, version)) || (context == CastContext.Explicit && IsString(source, version)))
        {
            return true;
        }

        if (source.ArrayDimensions > 0 != target.ArrayDimensions > 0)
        {
            return false;
        }

        if (source.ArrayDimensions > 0)
        {
            return Exists(source with { ArrayDimensions = 0 }, target with { ArrayDimensions = 0 }, context, state, version);
        }

        if (source.QualifiedName == target.QualifiedName)
        {
            return true;
        }

        // Enums and rows are cast by their text form alone.
        return IsKnown(source, state) && IsKnown(target, state) ? false : null;
    }

    private static bool IsString(PgType type, PostgresVersion version) =>
        type.ArrayDimensions == 0 && (type.Schema is null || type.Name == "citext") && BuiltInCasts.IsString(type.Name, version);

    private static bool IsBuiltIn(PgType type) => type.ArrayDimensions == 0 && BuiltInCasts.IsKnown(type.Name) && (type.Schema is null || type.Name == "citext");

    private static bool IsKnown(PgType type, SchemaState state) =>
        BuiltInCasts.IsKnown(type.Name) || state.Enums.ContainsKey(type.QualifiedName) || state.FindTable(type.QualifiedName) is not null;
}
