using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Tests.Lowering;

/// <summary>Every MigrationBuilder method, in the forms that the scaffolder writes and people write by hand.</summary>
internal static class MigrationSamples
{
    public static readonly IReadOnlyList<(string Name, string Up)> All =
    [
        .. ColumnSamples.All,
        .. AlterColumnSamples.All,
        .. TableSamples.All,
        .. OtherSamples.All,
    ];
}
