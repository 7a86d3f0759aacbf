using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Estimates;

/// <summary>One table to be made and measured.</summary>
internal sealed record Slice(string Purpose, Shape Shape, long Rows);

/// <summary>What is measured; no size and no shape serves both purposes.</summary>
internal static class Plan
{
    public const string Calibration = "calibration";
    public const string Test = "test";

    private static readonly long[] CalibrationRows = [50_000, 300_000, 1_200_000];
    private static readonly long[] TestRows = [80_000, 200_000, 500_000, 1_500_000];

    // One table that is larger than anything that was calibrated with.
    private const long LargestTest = 3_000_000;

    public static IReadOnlyList<Slice> All { get; } =
    [
        .. from rows in CalibrationRows from shape in Shape.ForCalibration select new Slice(Calibration, shape, rows),
        .. from rows in TestRows from shape in Shape.ForTest select new Slice(Test, shape, rows),
        new Slice(Test, Shape.ForTest[1], LargestTest),
    ];
}
