using System.Globalization;

namespace MigrationSafety.Runtime.Signals;

/// <summary>What a signal shows.</summary>
/// <param name="Value">The value, in its unit.</param>
/// <param name="Limit">The value at which the backfill waits.</param>
/// <param name="Unit">The unit, as "s" or "MB".</param>
/// <param name="Detail">What it is of, as the name of a replica.</param>
public sealed record SignalReading(double Value, double Limit, string Unit, string? Detail = null)
{
    /// <summary>0: idle; 1 and more: at the limit.</summary>
    public double Pressure => Limit > 0 ? Value / Limit : Value > 0 ? double.PositiveInfinity : 0;

    /// <summary>"12.5 s of 10 s (replica-2)"</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.##} {Unit} of {Limit:0.##} {Unit}{(Detail is null ? "" : $" ({Detail})")}");
}
