using System.Collections.Immutable;
using System.Linq;

namespace MigrationSafety.Core.Locks;

/// <summary>
/// Which changes of a type's modifiers need no look at the rows: the planner support functions of PostgreSQL
/// (varchar_support, numeric_support, TemporalSimplify ...). Measured on 11, 12, 15 and 18.
/// </summary>
internal static class TypeModifiers
{
    private const int MaxPrecision = 6;

    /// <summary>Values of <paramref name="type"/> stay as they are when its modifiers change so.</summary>
    public static bool Fit(string type, ImmutableArray<int> old, ImmutableArray<int> current)
    {
        if (current.IsEmpty || old.SequenceEqual(current))
        {
            return true;
        }

        return type switch
        {
            "varchar" or "varbit" => !old.IsEmpty && old[0] <= current[0],
            "numeric" => !old.IsEmpty && Scale(old) == Scale(current) && old[0] <= current[0],
            "timestamp" or "timestamptz" or "time" or "timetz" => current[0] >= MaxPrecision || (!old.IsEmpty && old[0] <= current[0]),
            "interval" => FitsInterval(old, current),
            // char(n) and bit(n) have no support function: always a rewrite.
            _ => false,
        };
    }

    private static int Scale(ImmutableArray<int> numeric) => numeric.Length > 1 ? numeric[1] : 0;

    /// <summary>No field may be lost, nor digits of the seconds where there are seconds.</summary>
    private static bool FitsInterval(ImmutableArray<int> old, ImmutableArray<int> current)
    {
        var leastOld = LeastField(old);
        return LeastField(current) <= leastOld
            && (leastOld > 0 || Precision(current) >= MaxPrecision || Precision(current) >= Precision(old));
    }

    // A lone number is a precision; in front of one stands the grammar's bit mask of fields.
    private static bool HasFields(ImmutableArray<int> interval) => interval.Length > 1;

    private static int Precision(ImmutableArray<int> interval) => interval.IsEmpty ? int.MaxValue : interval[interval.Length - 1];

    /// <summary>0 = seconds, 1 = minutes, 2 = hours, 3 = days, 4 = months, 5 = years (masks of PostgreSQL's datetime.h).</summary>
    private static int LeastField(ImmutableArray<int> interval)
    {
        const int Month = 1 << 1, Year = 1 << 2, Day = 1 << 3, Hour = 1 << 10, Minute = 1 << 11, Second = 1 << 12;
        var mask = HasFields(interval) ? interval[0] : Second;
        return (mask & Second) != 0 ? 0
            : (mask & Minute) != 0 ? 1
            : (mask & Hour) != 0 ? 2
            : (mask & Day) != 0 ? 3
            : (mask & Month) != 0 ? 4
            : (mask & Year) != 0 ? 5
            : 0;
    }
}
