using System;
using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Core.Locks;

/// <summary>
/// pg_cast as far as ALTER COLUMN TYPE without USING needs it: assignment and implicit casts between built-in types
/// (read from servers of 11, 12, 15 and 18, which agree), and citext's.
/// </summary>
internal static class BuiltInCasts
{
    /// <summary>Casts that change no bit: from > to.</summary>
    private static readonly HashSet<string> Binary = Pairs(
        "bit varbit", "varbit bit", "cidr inet", "int4 oid", "oid int4", "text varchar bpchar", "varchar text bpchar",
        "xml text varchar bpchar", "citext text varchar bpchar", "text citext", "varchar citext",
        "oid regclass regtype regproc regnamespace regrole", "regclass oid int4", "regtype oid int4", "int4 regclass regtype");

    /// <summary>Casts by a function.</summary>
    private static readonly HashSet<string> Function = Pairs(
        "bpchar text varchar citext", "bool citext", "inet cidr citext", "date timestamp timestamptz",
        "float4 float8 int2 int4 int8 numeric", "float8 float4 int2 int4 int8 numeric",
        "int2 float4 float8 int4 int8 numeric oid", "int4 float4 float8 int2 int8 money numeric",
        "int8 float4 float8 int2 int4 money numeric oid", "interval time", "json jsonb", "jsonb json",
        "macaddr8 macaddr", "macaddr macaddr8", "money numeric", "numeric float4 float8 int2 int4 int8 money",
        "oid int8", "path polygon", "point box", "box polygon", "polygon path", "time interval timetz",
        "timestamp date time timestamptz", "timestamptz date time timestamp timetz", "timetz time");

    // citext is no built-in, but every cast of it is known.
    private static readonly HashSet<string> Known = new(
        ("bit varbit cidr inet int2 int4 int8 oid text varchar bpchar xml citext bool date timestamp timestamptz time timetz "
        + "interval float4 float8 numeric money json jsonb macaddr macaddr8 path polygon point box line lseg circle bytea uuid "
        + "tsvector tsquery int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange "
        + "tsmultirange tstzmultirange datemultirange pg_lsn xid xid8 name char regclass regtype regproc regnamespace regrole")
        .Split(' '),
        StringComparer.Ordinal);

    public static bool IsKnown(string type) => Known.Contains(type);

    public static bool IsBinary(string from, string to) => Binary.Contains(Key(from, to));

    /// <summary>True for the types to which every type is assigned by way of its text form.</summary>
    public static bool IsString(string type) => type is "text" or "varchar" or "bpchar" or "name" or "citext";

    /// <summary>True where ALTER TYPE needs no USING; null where a type is not known.</summary>
    public static bool? IsAssignable(string from, string to) =>
        from == to || IsString(to) || IsBinary(from, to) || Function.Contains(Key(from, to)) ? true
        : IsKnown(from) && IsKnown(to) ? false
        : null;

    private static HashSet<string> Pairs(params string[] rows) => new(
        rows.Select(static r => r.Split(' ')).SelectMany(static r => r.Skip(1).Select(to => Key(r[0], to))),
        StringComparer.Ordinal);

    private static string Key(string from, string to) => from + ">" + to;
}
