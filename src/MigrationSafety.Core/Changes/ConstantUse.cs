namespace MigrationSafety.Core.Changes;

/// <summary>A string constant that PostgreSQL reads as a value of a column (compared with it, written to it) or of a type it is cast to.</summary>
/// <param name="Value">The constant without its quotes.</param>
/// <param name="Column">The column, without its table; null for a cast.</param>
/// <param name="Type">The type of the cast; null for a column.</param>
internal sealed record ConstantUse(string Value, string? Column, PgType? Type);
