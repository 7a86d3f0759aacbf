using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Locks.Tests.Schema;

namespace MigrationSafety.Locks.Tests.TypeMatrix;

/// <summary>The types of which every ordered pair is tried.</summary>
internal static class MatrixTypes
{
    private const string Everywhere = """
        smallint;integer;bigint;oid;real;double precision;money
        numeric;numeric(10,2);numeric(12,2);numeric(10,4);numeric(8,2);numeric(10,0)
        text;varchar;varchar(20);varchar(50);char(10);char(20);name;"char";citext;bytea
        boolean;uuid;json;jsonb;xml
        date;timestamp;timestamp(0);timestamp(3);timestamp(6);timestamptz;timestamptz(0);timestamptz(3);timestamptz(6)
        time;time(3);time(6);timetz;timetz(3)
        interval;interval(3);interval(6);interval year to month;interval day to minute;interval second;interval day to second(3)
        inet;cidr;macaddr;macaddr8;bit;bit(8);bit(16);varbit;varbit(8);varbit(16)
        regclass;regtype;tsvector;tsquery;pg_lsn;xid
        point;box;circle;path;polygon;line;lseg
        int4range;int8range;numrange;tsrange;tstzrange;daterange
        mood;size;pair
        plain_int;checked_int;required_text;plain_text;short_text;money_amount;domain_of_domain;domain_of_checked
        integer[];bigint[];text[];varchar[];varchar(20)[];varchar(50)[];citext[];numeric(10,2)[];numeric(12,2)[]
        timestamp[];timestamptz[];uuid[];jsonb[];mood[]
        """;

    private static readonly (MajorRange Majors, string Types)[] Newer =
    [
        (MajorRange.Parse("11+"), "plain_text[]"),
        (MajorRange.Parse("14+"), "int4multirange;datemultirange"),
        (MajorRange.Parse("15+"), "numeric(6,-2)"),
    ];

    /// <summary>Those whose change depends on the session's TimeZone.</summary>
    public static readonly IReadOnlyList<string> Timestamps =
    [
        "date", "timestamp", "timestamp(0)", "timestamp(3)", "timestamp(6)", "timestamptz", "timestamptz(0)", "timestamptz(3)",
        "timestamptz(6)", "timestamp[]", "timestamptz[]",
    ];

    public static IReadOnlyList<string> Of(int major) =>
        [.. Newer.Where(n => n.Majors.Contains(major)).Select(n => n.Types).Prepend(Everywhere).SelectMany(Split)];

    private static IEnumerable<string> Split(string types) =>
        types.Split([';', '\n'], System.StringSplitOptions.RemoveEmptyEntries | System.StringSplitOptions.TrimEntries);
}
