using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Estimates;

/// <summary>
/// The coefficients, none of them negative, that make the squares of the logarithms of estimate / measurement least: twice as long
/// and half as long are the same mistake. Gauss-Newton steps, each solved by coordinate descent, since there are a dozen features.
/// </summary>
internal static class Fitting
{
    private const int Steps = 60;
    private const int Rounds = 400;

    public static void Print(IEnumerable<Run> runs)
    {
        var rows = runs.Where(r => r.Purpose == Plan.Calibration).Select(r => (Amounts: Estimation.Amounts(r), r.Milliseconds)).ToList();
        var coefficients = Enumerable.Repeat(1.0, Enum.GetValues<CostFeature>().Length).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var estimates = rows.Select(r => r.Amounts.Zip(coefficients, (a, c) => a * c).Sum()).ToList();
            Improve(
                coefficients,
                [.. rows.Zip(estimates, (r, e) => r.Amounts.Select(a => a / e).ToArray())],
                [.. rows.Zip(estimates, (r, e) => Math.Clamp(Math.Log(r.Milliseconds / e), -1, 1))]);
        }

        foreach (var feature in Enum.GetValues<CostFeature>())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{coefficients[(int)feature],10:0.###}  {feature}"));
        }
    }

    /// <param name="coefficients">Changed so that the rows, multiplied with the changes, come as near to the wanted values as they can.</param>
    /// <param name="rows">Amounts divided by the estimate.</param>
    /// <param name="wanted">The logarithm of measured / estimated.</param>
    private static void Improve(double[] coefficients, double[][] rows, double[] wanted)
    {
        for (var round = 0; round < Rounds; round++)
        {
            for (var j = 0; j < coefficients.Length; j++)
            {
                var square = rows.Sum(r => r[j] * r[j]);
                var product = rows.Zip(wanted, (r, w) => r[j] * w).Sum();
                var change = square == 0 ? 0 : Math.Max(product / square, -coefficients[j]);
                for (var i = 0; i < wanted.Length; i++)
                {
                    wanted[i] -= change * rows[i][j];
                }

                coefficients[j] += change;
            }
        }
    }
}
