using System;
using System.Collections.Generic;

namespace MigrationSafety.Core.Locks;

/// <summary>The names of the zone that never differs from UTC.</summary>
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
}
