using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>What a type change does to values that the new type cannot hold as they are.</summary>
[Flags]
internal enum Narrowing
{
    /// <summary>Every value fits.</summary>
    None = 0,

    /// <summary>A value that does not fit is an error (22001, 22003, 22P02 ...).</summary>
    Fails = 1,

    /// <summary>A value is rounded or cut, and nobody is told.</summary>
    Loses = 2,
}

/// <summary>Which type changes lose values or fail on them. Every row was measured on 12, 15 and 18.</summary>
internal static class TypeNarrowing
{
    private const int MaxBytesOfLetter = 4;

    // NAMEDATALEN - 1
    private const int NameBytes = 63;

    // Decimal digits that a float holds exactly, and before its point (FLT_DIG, FLT_MAX_10_EXP ... of C).
    private const int Float4Digits = 6;
    private const int Float4Whole = 38;
    private const int Float8Digits = 15;
    private const int Float8Whole = 308;

    /// <summary>Of a change without USING, or with a plain cast; an expression is the author's own conversion.</summary>
    public static Narrowing Of(PgType old, PgType current, UsingForm form, SchemaState state)
    {
        var (source, target) = (state.BaseTypeOf(old).Type, state.BaseTypeOf(current).Type);
        return form == UsingForm.Expression || source.ArrayDimensions > 0 != target.ArrayDimensions > 0
            ? Narrowing.None
            : Scalar(source, target, isExplicit: form == UsingForm.PlainCast);
    }

    // The internal type "char" is one byte, and of this kind only below 15.
    private static bool IsString(PgType type) => BuiltInCasts.IsString(type.Name, PostgresVersion.Default) && type.Name != "char";

    private static Narrowing Scalar(PgType source, PgType target, bool isExplicit)
    {
        if (IsString(source))
        {
            return IsString(target) ? Strings(source, target, isExplicit)
                // '12a' is no number.
                : BuiltInCasts.IsKnown(target.Name) && isExplicit ? Narrowing.Fails
                : Narrowing.None;
        }

        return source.Name is "bit" or "varbit" && target.Name is "bit" or "varbit" ? Bits(source, target, isExplicit)
            : Digits(source.Name) > 0 || source.Name is "numeric" or "float4" or "float8" ? Numbers(source, target)
            : Others(source, target);
    }

    // A cast that is written cuts (also by the SQL standard); an assignment refuses all but blanks.
    private static Narrowing Strings(PgType source, PgType target, bool isExplicit)
    {
        if (target.Name == "name")
        {
            return source.Name == "name" || (!source.Modifiers.IsEmpty && source.Modifiers[0] * MaxBytesOfLetter <= NameBytes)
                ? Narrowing.None
                : Narrowing.Loses;
        }

        return target.Modifiers.IsEmpty || (!source.Modifiers.IsEmpty && source.Modifiers[0] <= target.Modifiers[0]) ? Narrowing.None
            : isExplicit ? Narrowing.Loses
            : Narrowing.Fails;
    }

    private static Narrowing Bits(PgType source, PgType target, bool isExplicit)
    {
        var fits = target.Name == "varbit"
            ? target.Modifiers.IsEmpty || (!source.Modifiers.IsEmpty && source.Modifiers[0] <= target.Modifiers[0])
            : source.Name == "bit" && source.Modifiers.SequenceEqual(target.Modifiers);
        // A cast fills up with zeros, or cuts.
        return fits ? Narrowing.None
            : !isExplicit ? Narrowing.Fails
            : !source.Modifiers.IsEmpty && !target.Modifiers.IsEmpty && source.Modifiers[0] <= target.Modifiers[0] ? Narrowing.None
            : Narrowing.Loses;
    }

    private static Narrowing Numbers(PgType source, PgType target)
    {
        var (sourceDigits, targetDigits) = (Digits(source.Name), Digits(target.Name));
        switch (target.Name)
        {
            case "int2" or "int4" or "int8" when sourceDigits > 0:
                return sourceDigits > targetDigits ? Narrowing.Fails : Narrowing.None;
            case "int2" or "int4" or "int8" when source.Name == "numeric" && !source.Modifiers.IsEmpty:
                return (Scale(source.Modifiers) > 0 ? Narrowing.Loses : Narrowing.None)
                    // The largest integer of n digits is below 10^n.
                    | (Whole(source.Modifiers) >= targetDigits ? Narrowing.Fails : Narrowing.None);
            case "int2" or "int4" or "int8":
                return Narrowing.Loses | Narrowing.Fails;
            case "numeric" when target.Modifiers.IsEmpty:
                return Narrowing.None;
            case "numeric" when sourceDigits > 0:
                return Whole(target.Modifiers) < sourceDigits ? Narrowing.Fails : Narrowing.None;
            case "numeric" when source.Name == "numeric" && !source.Modifiers.IsEmpty:
                return (Scale(target.Modifiers) < Scale(source.Modifiers) ? Narrowing.Loses : Narrowing.None)
                    | (Whole(target.Modifiers) < Whole(source.Modifiers) ? Narrowing.Fails : Narrowing.None);
            case "numeric":
                return Narrowing.Loses | Narrowing.Fails;
            case "float4":
                // 24 bits hold every smallint, and no larger type.
                return source.Name is "float4" or "int2" ? Narrowing.None
                    : sourceDigits > 0 ? Narrowing.Loses
                    : source.Name == "numeric" ? ToFloat(source.Modifiers, Float4Digits, Float4Whole)
                    : Narrowing.Loses | Narrowing.Fails;
            case "float8":
                return source.Name == "int8" ? Narrowing.Loses
                    : source.Name == "numeric" ? ToFloat(source.Modifiers, Float8Digits, Float8Whole)
                    : Narrowing.None;
            case "bool":
                return Narrowing.Loses;
            case "bit":
                return target.Modifiers.IsEmpty || target.Modifiers[0] < (source.Name == "int8" ? 64 : 32) ? Narrowing.Loses : Narrowing.None;
            default:
                return Narrowing.None;
        }
    }

    private static Narrowing ToFloat(ImmutableArray<int> numeric, int digits, int whole) => numeric.IsEmpty
        ? Narrowing.Loses | Narrowing.Fails
        : (numeric[0] > digits ? Narrowing.Loses : Narrowing.None) | (Whole(numeric) > whole ? Narrowing.Fails : Narrowing.None);

    private static Narrowing Others(PgType source, PgType target) => (source.Name, target.Name) switch
    {
        ("timestamp" or "timestamptz", "date" or "time" or "timetz") => Narrowing.Loses,
        ("interval", "time") or ("timetz", "time") or ("inet", "cidr") => Narrowing.Loses,
        ("macaddr8", "macaddr") => Narrowing.Fails,
        ("timestamp" or "timestamptz", "timestamp" or "timestamptz")
            or ("time" or "timetz", "time" or "timetz")
            or ("interval" or "time", "interval") => TypeModifiers.Fit(target.Name, source.Modifiers, target.Modifiers) ? Narrowing.None : Narrowing.Loses,
        _ => Narrowing.None,
    };

    /// <summary>Decimal digits that every value of an integer type may need; 0 for other types.</summary>
    private static int Digits(string type) => type switch
    {
        "int2" => 5,
        "int4" => 10,
        "int8" => 19,
        _ => 0,
    };

    private static int Scale(ImmutableArray<int> numeric) => numeric.Length > 1 ? numeric[1] : 0;

    private static int Whole(ImmutableArray<int> numeric) => numeric[0] - Scale(numeric);
}
