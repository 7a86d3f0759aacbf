using System;
using System.Text;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql.Uses;

/// <summary>
/// SQL as applications hand it to a driver: <c>@id</c> and <c>:id</c> of Npgsql and Dapper, <c>{0}</c> of EF Core become
/// parameters of PostgreSQL's own kind, of the same length, so that places stay true.
/// </summary>
internal static class ApplicationSql
{
    private static readonly string[] Verbs = ["select", "insert", "update", "delete", "with", "merge", "copy", "table"];

    /// <summary>The parameter that stands for a value: any text of at least its length can be replaced by it.</summary>
    public const string Parameter = "$1";

    /// <summary>True where the text begins as a query does; spares the parser all other strings of a program.</summary>
    public static bool LooksLikeQuery(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var kind = SqlLexeme.At(text, i, out var end);
            if (kind == LexemeKind.Word)
            {
                var word = text.Substring(i, end - i);
                return Array.Exists(Verbs, verb => verb.Equals(word, StringComparison.OrdinalIgnoreCase));
            }

            if (!SqlLexeme.IsTrivia(kind) && text[i] != '(')
            {
                return false;
            }

            i = end;
        }

        return false;
    }

    public static string WithoutPlaceholders(string text)
    {
        if (text.IndexOfAny(['@', ':', '{']) < 0)
        {
            return text;
        }

        var result = new StringBuilder(text);
        for (var i = 0; i < text.Length;)
        {
            var kind = SqlLexeme.At(text, i, out var end);
            if (kind == LexemeKind.Symbol && PlaceholderEnd(text, i) is > 0 and var close)
            {
                end = close;
                for (var j = i; j < end; j++)
                {
                    result[j] = j - i < Parameter.Length ? Parameter[j - i] : ' ';
                }
            }

            i = end;
        }

        return result.ToString();
    }

    private static int PlaceholderEnd(string text, int start)
    {
        var next = start + 1;
        switch (text[start])
        {
            // Not the operators @> and @@, not the cast x::int.
            case '@' or ':' when next < text.Length && (char.IsLetter(text[next]) || text[next] == '_')
                && (start == 0 || text[start - 1] != text[start]):
                SqlLexeme.At(text, next, out var end);
                return end;
            case '{' when next < text.Length && char.IsDigit(text[next]):
                var close = text.IndexOf('}', next);
                return close < 0 ? -1 : close + 1;
            default:
                return -1;
        }
    }
}
