using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql;

/// <summary>Names in generated SQL. The only place that quotes an identifier.</summary>
internal static class SqlIdentifier
{
    /// <summary>The name as SQL, quoted where PostgreSQL would read another name without (as quote_ident does).</summary>
    public static string Quote(string name) =>
        NeedsNoQuotes(name) ? name : "\"" + name.Replace("\"", "\"\"") + "\"";

    public static string Quote(QualifiedName name) =>
        name.Schema is null ? Quote(name.Name) : Quote(name.Schema) + "." + Quote(name.Name);

    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    /// <summary>
    /// The name a written identifier means: quotes removed, or folded to lower case; null for what is no plain identifier.
    /// </summary>
    public static string? Read(string written)
    {
        if (written.Length > 2 && written[0] == '"' && written[written.Length - 1] == '"')
        {
            return written.Substring(1, written.Length - 2).Replace("\"\"", "\"");
        }

        return written.Length > 0 && (char.IsLetter(written[0]) || written[0] == '_')
            && written.All(static c => char.IsLetterOrDigit(c) || c is '_' or '$')
            ? Fold(written)
            : null;
    }

    // ASCII only: what PostgreSQL does with other letters depends on the encoding of the database.
    private static string Fold(string text) =>
        string.Concat(text.Select(static c => c is >= 'A' and <= 'Z' ? (char)(c + ('a' - 'A')) : c));

    private static bool NeedsNoQuotes(string name) =>
        name.Length > 0
        && name[0] is >= 'a' and <= 'z' or '_'
        && name.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_')
        && !IsKeyword(name);

    // PostgreSQL's own list; unreserved keywords are fine as any name.
    private static bool IsKeyword(string name) =>
        PostgresParser.Scan(name).Tokens.Any(static t => t.Keyword is not (KeywordKind.None or KeywordKind.Unreserved));
}
