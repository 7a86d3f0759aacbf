using System.Collections.Generic;

namespace MigrationSafety.Core.Locks;

/// <summary>Milliseconds for each unit of a feature, fitted to measured runs by benchmarks/MigrationSafety.Estimates (docs/estimates.md).</summary>
internal static class CostModel
{
    /// <summary>In the order of <see cref="CostFeature"/>.</summary>
    public static readonly IReadOnlyList<double> Coefficients =
    [
        0.96, // Table
        0.181, // ReadMegabytes
        30.3, // CheckedRows
        192, // JoinedRows
        2.54, // WrittenMegabytes
        178, // RewrittenRows
        1370, // MadeValues
        2630, // UpdatedRows
        4080, // InsertedEntries
        6790, // InsertedTexts
        87.3, // BuiltEntries
        10, // SortedKeys
        83.7, // SortedTexts
        4.67, // IndexMegabytes
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
