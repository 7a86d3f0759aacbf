namespace MigrationSafety.Core.Sql;

/// <summary>String constants in generated SQL. The only place that quotes one.</summary>
internal static class SqlLiteral
{
    /// <summary>The text as a constant that means the same whatever standard_conforming_strings says (as quote_literal does).</summary>
    public static string Quote(string text)
    {
        var quoted = "'" + text.Replace("'", "''") + "'";
        return text.IndexOf('\\') < 0 ? quoted : "E" + quoted.Replace("\\", "\\\\");
    }
}
