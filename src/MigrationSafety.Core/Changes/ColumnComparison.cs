namespace MigrationSafety.Core.Changes;

/// <summary>A column compared with a constant: <c>at &gt;= '2024-01-01'</c>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Operator">One of =, &lt;, &lt;=, &gt;, &gt;=, with the column on the left; or <see cref="IsNull"/> among alternatives.</param>
/// <param name="Constant">The constant's text without quotes and casts; empty for <see cref="IsNull"/>.</param>
internal sealed record ColumnComparison(string Column, string Operator, string Constant)
{
    public const string IsNull = "IS NULL";
}
