namespace MigrationSafety.Core.Sql;

/// <summary>PostgreSQL's grammar rejects a text.</summary>
/// <param name="Message">PostgreSQL's own message.</param>
/// <param name="Position">Index in the text (UTF-16), or -1 where PostgreSQL names none.</param>
public sealed record SqlSyntaxError(string Message, int Position);
