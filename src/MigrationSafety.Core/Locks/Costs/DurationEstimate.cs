using System;

namespace MigrationSafety.Core.Locks;

/// <summary>How long a statement works, as a range; docs/estimates.md has the formula and how often the range was right.</summary>
public readonly record struct DurationEstimate
{
    /// <summary>The range reaches from the estimate divided by this to the estimate times this.</summary>
    public const double Spread = 1.9;

    // Ten thousand years: where a file holds nonsense, and within what a TimeSpan holds.
    private const double Most = 3.15e14;

    /// <summary>Makes a range around <paramref name="milliseconds"/>.</summary>
    public DurationEstimate(double milliseconds)
    {
        Low = Round(Math.Min(milliseconds / Spread, Most));
        High = Round(Math.Min(milliseconds * Spread, Most));
    }

    /// <summary>The shortest time to expect, of two digits.</summary>
    public TimeSpan Low { get; }

    /// <summary>The longest time to expect, of two digits.</summary>
    public TimeSpan High { get; }

    /// <summary>"40 s to 2 min".</summary>
    public override string ToString() => DurationWording.Range(Low, High);

    // Rounded as it is printed, so that the printed range is the one that was tested. FromMilliseconds rounds by itself on .NET Framework.
    private static TimeSpan Round(double milliseconds)
    {
        var unit = DurationWording.Step(milliseconds);
        return TimeSpan.FromTicks((long)(Math.Max(Math.Round(milliseconds / unit) * unit, 0.1) * TimeSpan.TicksPerMillisecond));
    }
}
