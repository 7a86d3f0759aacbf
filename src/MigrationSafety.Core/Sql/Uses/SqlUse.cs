using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql.Uses;

/// <summary>A table, or a column of it, that a query names.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column; null where the table itself is named.</param>
/// <param name="Span">The name in the text.</param>
/// <param name="IsWrite">True for a column that INSERT, UPDATE or MERGE sets.</param>
internal readonly record struct SqlUse(QualifiedName Table, string? Column, TextSpan Span, bool IsWrite);
