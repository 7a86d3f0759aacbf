using System.Collections.Generic;

namespace MigrationSafety.Core.Locks;

/// <summary>Milliseconds for each unit of a feature, fitted to measured runs by benchmarks/MigrationSafety.Estimates (docs/estimates.md).</summary>
internal static class CostModel
{
    /// <summary>In the order of <see cref="CostFeature"/>.</summary>
    public static readonly IReadOnlyList<double> Coefficients =
    [
        0.63, // Table
        0.185, // ReadMegabytes
        29.6, // CheckedRows
        192, // JoinedRows
        2.48, // WrittenMegabytes
        195, // RewrittenRows
        1440, // MadeValues
        2650, // UpdatedRows
        4360, // InsertedEntries
        6510, // InsertedTexts
        123, // BuiltEntries
        10.1, // SortedKeys
        84.4, // SortedTexts
        3.07, // IndexMegabytes
    ];

    /// <summary>Milliseconds on the machine of docs/estimates.md.</summary>
    public static double Milliseconds(CostAmounts amounts)
    {
        var sum = 0.0;
        for (var i = 0; i < Coefficients.Count; i++)
        {
            sum += Coefficients[i] * amounts.All[i];
        }

        return sum;
    }
}
