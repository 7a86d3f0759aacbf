using System;

namespace MigrationSafety.Core.Locks;

/// <summary>How long a statement works, as a range; docs/estimates.md has the formula and how often the range was right.</summary>
public readonly record struct DurationEstimate
{
    /// <summary>The range reaches from the estimate divided by this to the estimate times this.</summary>
    public const double Spread = 1.9;

    /// <summary>Makes a range around <paramref name="milliseconds"/>.</summary>
    public DurationEstimate(double milliseconds)
    {
        Low = TimeSpan.FromMilliseconds(Round(milliseconds / Spread));
        High = TimeSpan.FromMilliseconds(Round(milliseconds * Spread));
    }

    /// <summary>The shortest time to expect, of two digits.</summary>
    public TimeSpan Low { get; }

    /// <summary>The longest time to expect, of two digits.</summary>
    public TimeSpan High { get; }

    /// <summary>"40 s to 2 min".</summary>
    public override string ToString() => DurationWording.Range(Low, High);

    // Rounded as it is printed, so that the printed range is the one that was tested.
    private static double Round(double milliseconds)
    {
        var unit = DurationWording.Step(milliseconds);
        return Math.Max(Math.Round(milliseconds / unit) * unit, 0.1);
    }
}
