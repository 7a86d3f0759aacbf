using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>What ALTER COLUMN TYPE does to the rows.</summary>
internal enum TypeChange
{
    /// <summary>Only the catalog changes.</summary>
    Cheap,

    /// <summary>The table and its indexes are written anew.</summary>
    Rewrite,

    /// <summary>Error 42804: no implicit or assignment cast, and no USING.</summary>
    FailsNeedsUsing,

    /// <summary>Error 42846: USING casts to a type to which there is no cast.</summary>
    FailsCannotCast,

    /// <summary>A type that is not known (an extension's): a rewrite is likely.</summary>
    Unknown,
}

/// <summary>How the new value is computed.</summary>
internal enum UsingForm
{
    None,

    /// <summary>The column itself or its cast to the new type.</summary>
    PlainCast,
    Expression,
}

/// <summary>ATColumnChangeRequiresRewrite of PostgreSQL. Every pair is measured by the type matrix of MigrationSafety.Locks.Tests.</summary>
internal static class TypeChangeCost
{
    /// <summary>Classifies a change; <paramref name="state"/> knows domains and enums, and the session's TimeZone.</summary>
    public static TypeChange Classify(PgType old, PgType current, UsingForm form, SchemaState state, PostgresVersion version)
    {
        if (form == UsingForm.Expression)
        {
            return TypeChange.Rewrite;
        }

        if (old.Equals(current))
        {
            return TypeChange.Cheap;
        }

        if (TypeCasts.Exists(old, current, form == UsingForm.None ? CastContext.Assignment : CastContext.Explicit, state, version) is var exists and not true)
        {
            return exists is null ? TypeChange.Unknown : form == UsingForm.None ? TypeChange.FailsNeedsUsing : TypeChange.FailsCannotCast;
        }

        var (target, constrained) = state.BaseTypeOf(current);
        if (constrained)
        {
            return TypeChange.Rewrite;
        }

        var (source, _) = state.BaseTypeOf(old);
        // A domain hides the modifiers of its base type: domain over varchar(50) -> varchar(100) rewrites.
        source = state.IsDomain(old) ? source with { Modifiers = ImmutableArray<int>.Empty } : source;
        if (old.ArrayDimensions > 0 && current.ArrayDimensions > 0 && old.QualifiedName != current.QualifiedName)
        {
            // Elements of a domain's array carry the domain, though a domain's own column does not.
            return TypeChange.Rewrite;
        }

        return source.ArrayDimensions > 0 || target.ArrayDimensions > 0
            ? ClassifyArrays(source, target)
            : ClassifyScalars(source, target, state, version);
    }

    /// <summary>
    /// True where a btree index on the column must be rebuilt though the rows stay: another operator class.
    /// A changed collation does the same.
    /// </summary>
    public static bool ChangesOperatorClass(PgType old, PgType current, SchemaState state) =>
        OperatorClasses.InputType(state.BaseTypeOf(old).Type) != OperatorClasses.InputType(state.BaseTypeOf(current).Type);

    private static TypeChange ClassifyArrays(PgType source, PgType target) =>
        source.QualifiedName == target.QualifiedName && source.ArrayDimensions > 0 == target.ArrayDimensions > 0 && target.Modifiers.IsEmpty
            ? TypeChange.Cheap
            : TypeChange.Rewrite;

    private static TypeChange ClassifyScalars(PgType source, PgType target, SchemaState state, PostgresVersion version)
    {
        if (source.QualifiedName == target.QualifiedName)
        {
            return TypeModifiers.Fit(target.Name, source.Modifiers, target.Modifiers) ? TypeChange.Cheap
                : BuiltInCasts.IsKnown(target.Name) ? TypeChange.Rewrite
                : TypeChange.Unknown;
        }

        // A cast forgets the old modifiers: bit(3) -> varbit(3) and timestamp(3) -> timestamptz(3) rewrite.
        var fits = TypeModifiers.Fit(target.Name, ImmutableArray<int>.Empty, target.Modifiers);
        if (BuiltInCasts.IsBinary(source.Name, target.Name))
        {
            return fits ? TypeChange.Cheap : TypeChange.Rewrite;
        }

        // From 12 on the two timestamps are the same where the session's zone is UTC (release notes of 12; measured).
        var timestamps = source.Name is "timestamp" or "timestamptz" && target.Name is "timestamp" or "timestamptz";
        return timestamps && fits && version.Major >= 12 && TimeZones.IsUtc(state.FindParameter("timezone"))
            ? TypeChange.Cheap
            : TypeChange.Rewrite;
    }
}
