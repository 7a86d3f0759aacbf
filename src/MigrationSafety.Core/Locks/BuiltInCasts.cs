using System;
using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Core.Locks;

/// <summary>When PostgreSQL casts by itself.</summary>
internal enum CastContext
{
    /// <summary>Where it is written: <c>a::b</c>, USING.</summary>
    Explicit,

    /// <summary>Also where a value is stored: INSERT, ALTER COLUMN TYPE without USING.</summary>
    Assignment,

    /// <summary>Everywhere: comparisons, a foreign key's two sides.</summary>
    Implicit,
}

/// <summary>
/// pg_cast: the casts between built-in types, and citext's. The type matrix of MigrationSafety.Locks.Tests compares every pair with
/// servers of 10 to 18; the rows were read from their catalogs, which agree but for those that name a version.
/// </summary>
internal static class BuiltInCasts
{
    private const string Reg =
        "regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype";

    /// <summary>Stands for each of them in front of a row.</summary>
    private const string FromReg = "reg*";

    /// <summary>from>to; binary casts change no bit.</summary>
    private static readonly Dictionary<string, (CastContext Context, bool Binary)> Casts = Rows(
        Row(CastContext.Implicit, true,
            "bit varbit", "varbit bit", "cidr inet", "text varchar bpchar", "varchar text bpchar", "citext text varchar",
            "int4 oid " + Reg, "oid " + Reg, FromReg + " oid", "regoper regoperator", "regoperator regoper", "regproc regprocedure",
            "regprocedure regproc"),
        Row(CastContext.Assignment, true,
            "oid int4", FromReg + " int4", "xml text varchar bpchar", "citext bpchar", "text citext", "varchar citext"),
        Row(CastContext.Implicit, false,
            "bpchar name text varchar", "char text", "date timestamp timestamptz", "float4 float8", "int2 float4 float8 int4 int8 numeric oid " + Reg,
            "int4 float4 float8 int8 numeric", "int8 float4 float8 numeric oid " + Reg, "macaddr macaddr8", "macaddr8 macaddr", "name text",
            "numeric float4 float8", "text name regclass", "varchar name regclass", "time interval timetz", "timestamp timestamptz"),
        Row(CastContext.Assignment, false,
            "bool bpchar text varchar citext", "bpchar char citext", "char bpchar varchar", "cidr bpchar text varchar",
            "float4 int2 int4 int8 numeric", "float8 float4 int2 int4 int8 numeric", "inet bpchar cidr text varchar citext", "int4 int2 money",
            "int8 int2 int4 money", "interval time", "json jsonb", "jsonb json", "money numeric", "name bpchar varchar",
            "numeric int2 int4 int8 money", "oid int8", FromReg + " int8", "path polygon", "point box", "box polygon", "polygon path",
            "text char", "varchar char", "timestamp date time", "timestamptz date time timestamp timetz", "timetz time"),
        Row(CastContext.Explicit, false,
            "bit int4 int8", "bool int4", "char int4", "box circle lseg point", "bpchar xml", "circle box point polygon", "int4 bit bool char", "int8 bit",
            "jsonb bool float4 float8 int2 int4 int8 numeric", "lseg point", "polygon box circle point", "text xml", "varchar xml", "xid8 xid",
            "daterange datemultirange", "int4range int4multirange", "int8range int8multirange", "numrange nummultirange",
            "tsrange tsmultirange", "tstzrange tstzmultirange"));

    private static readonly HashSet<string> ExplicitSince18 =
        Pairs("bytea int2 int4 int8", "int2 bytea", "int4 bytea", "int8 bytea").ToSet();

    private static readonly HashSet<string> ExplicitBefore15 = Pairs("path point").ToSet();

    // Of 10 alone: jsonb had no casts to numbers.
    private static readonly HashSet<string> ExplicitSince11 = Pairs("jsonb bool float4 float8 int2 int4 int8 numeric").ToSet();

    // citext is no built-in, but every cast of it is known.
    private static readonly HashSet<string> Known =
        ("bit varbit cidr inet int2 int4 int8 oid text varchar bpchar xml citext bool date timestamp timestamptz time timetz "
        + "interval float4 float8 numeric money json jsonb macaddr macaddr8 path polygon point box line lseg circle bytea uuid "
        + "tsvector tsquery int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange "
        + "tsmultirange tstzmultirange datemultirange pg_lsn xid xid8 name char jsonpath " + Reg)
        .Split(' ').ToSet();

    public static bool IsKnown(string type) => Known.Contains(type);

    public static bool IsBinary(string from, string to) => Casts.TryGetValue(Key(from, to), out var cast) && cast.Binary;

    /// <summary>
    /// True for the types of category S: every type is assigned to them by way of its text form, and cast from them where a cast is written.
    /// </summary>
    public static bool IsString(string type, PostgresVersion version) =>
        type is "text" or "varchar" or "bpchar" or "name" or "citext" || (type == "char" && version.Major < 15);

    /// <summary>True where a value is cast in this context; null where a type is not known.</summary>
    public static bool? Exists(string from, string to, CastContext context, PostgresVersion version) =>
        from == to ? true
        // A cast that must be written hides the one by way of the text form.
        : HasRow(from, to, version) is { } cast ? cast >= context
        : (context <= CastContext.Assignment && IsString(to, version))
        || (context == CastContext.Explicit && IsString(from, version)) ? true
        : IsKnown(from) && IsKnown(to) ? false
        : null;

    private static CastContext? HasRow(string from, string to, PostgresVersion version)
    {
        var key = Key(from, to);
        return (ExplicitSince18.Contains(key) && version.Major >= 18) || (ExplicitBefore15.Contains(key) && version.Major < 15) ? CastContext.Explicit
            : ExplicitSince11.Contains(key) && version.Major < 11 ? null
            : Casts.TryGetValue(key, out var cast) ? cast.Context
            : null;
    }

    private static (CastContext Context, bool Binary, IEnumerable<string> Pairs) Row(CastContext context, bool binary, params string[] lines) =>
        (context, binary, Pairs(lines));

    private static Dictionary<string, (CastContext Context, bool Binary)> Rows(params (CastContext Context, bool Binary, IEnumerable<string> Pairs)[] rows) =>
        rows.SelectMany(static r => r.Pairs.Select(p => (Pair: p, Cast: (r.Context, r.Binary)))).ToDictionary(static r => r.Pair, static r => r.Cast, StringComparer.Ordinal);

    private static IEnumerable<string> Pairs(params string[] lines) =>
        from line in lines
        let types = line.Split(' ')
        from source in types[0] == FromReg ? Reg.Split(' ') : [types[0]]
        from target in types.Skip(1)
        select Key(source, target);

    private static HashSet<string> ToSet(this IEnumerable<string> texts) => new(texts, StringComparer.Ordinal);

    private static string Key(string from, string to) => from + ">" + to;
}
