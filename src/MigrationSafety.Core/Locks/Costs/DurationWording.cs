using System;
using System.Globalization;

namespace MigrationSafety.Core.Locks;

/// <summary>Times as people say them: 40 ms, 1.5 s, 2 min.</summary>
internal static class DurationWording
{
    private static readonly (double Milliseconds, string Name)[] Units = [(3_600_000, "h"), (60_000, "min"), (1000, "s"), (1, "ms")];

    public static string Range(TimeSpan low, TimeSpan high)
    {
        var (lowNumber, lowUnit) = Split(low);
        var (highNumber, highUnit) = Split(high);
        return lowNumber + (lowUnit == highUnit ? "" : " " + lowUnit) + " to " + highNumber + " " + highUnit;
    }

    /// <summary>The last of two digits in the unit that a time is told in.</summary>
    public static double Step(double milliseconds)
    {
        var unit = UnitOf(milliseconds).Milliseconds;
        return milliseconds < 10 * unit ? unit / 10 : milliseconds < 100 * unit ? unit : 10 * unit;
    }

    private static (string Number, string Unit) Split(TimeSpan time)
    {
        var (unit, name) = UnitOf(time.TotalMilliseconds);
        return ((time.TotalMilliseconds / unit).ToString("0.#", CultureInfo.InvariantCulture), name);
    }

    // 90 s says more than 1.5 min.
    private static (double Milliseconds, string Name) UnitOf(double milliseconds) =>
        Array.Find(Units, u => milliseconds >= (u.Milliseconds > 1000 ? 1.5 : 1) * u.Milliseconds) is { Name: not null } found ? found : Units[3];
}
