using System;
using System.Collections.Generic;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Locks;

/// <summary>The names of the zone that never differs from UTC, and which conversions ask for the session's zone.</summary>
internal static class TimeZones
{
    private static readonly HashSet<string> Utc = new(
        [
            "utc", "etc/utc", "gmt", "etc/gmt", "uct", "etc/uct", "zulu", "etc/zulu", "universal", "etc/universal",
            "greenwich", "etc/greenwich", "gmt0", "etc/gmt0", "gmt+0", "etc/gmt+0", "gmt-0", "etc/gmt-0", "0", "+0", "-0", "+00", "+00:00",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a value of the parameter TimeZone that means UTC; false where it is not known.</summary>
    public static bool IsUtc(string? value) => value is not null && Utc.Contains(value.Trim('\'', ' '));

    /// <summary>
    /// True where the values of one type become those of the other by way of the session's TimeZone (measured on 12, 15 and
    /// 18). timetz has its own offset, which time loses without asking.
    /// </summary>
    public static bool Convert(PgType old, PgType current) =>
        old.Schema is null && current.Schema is null && (old.Name, current.Name) is
            ("timestamp" or "date", "timestamptz") or ("timestamptz", "timestamp" or "date" or "time" or "timetz") or ("time", "timetz");
}
