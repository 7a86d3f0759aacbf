using System;

namespace MigrationSafety.Core.Sql.Text;

internal enum LexemeKind
{
    Blank,
    Comment,

    /// <summary>A string constant, quoted identifier or dollar-quoted string.</summary>
    Quoted,
    Word,
    Symbol,
}

/// <summary>
/// Where a lexeme of SQL text ends: only what is needed to skip quotes and comments in text that the grammar has
/// already accepted (statement ends, expression texts) or cannot see yet (psql lines, COPY data).
/// </summary>
internal static class SqlLexeme
{
    /// <summary>The kind of the lexeme at an index and the index behind it; never beyond the text, always forward.</summary>
    public static LexemeKind At(string sql, int index, out int end)
    {
        var c = sql[index];
        end = index + 1;
        switch (c)
        {
            case ' ' or '\t' or '\n' or '\r' or '\f' or '\v':
                while (end < sql.Length && sql[end] is ' ' or '\t' or '\n' or '\r' or '\f' or '\v')
                {
                    end++;
                }

                return LexemeKind.Blank;
            case '-' when Next(sql, index) == '-':
                end = sql.IndexOfAny(LineEnds, index);
                end = end < 0 ? sql.Length : end;
                return LexemeKind.Comment;
            case '/' when Next(sql, index) == '*':
                end = EndOfBlockComment(sql, index + 2);
                return LexemeKind.Comment;
            case '\'':
                end = EndOfQuoted(sql, end, '\'', backslash: false);
                return LexemeKind.Quoted;
            case '"':
                end = EndOfQuoted(sql, end, '"', backslash: false);
                return LexemeKind.Quoted;
            case 'e' or 'E' when Next(sql, index) == '\'':
                end = EndOfQuoted(sql, index + 2, '\'', backslash: true);
                return LexemeKind.Quoted;
            case '$':
                return EndOfDollarQuoted(sql, index, ref end);
            default:
                if (!IsWordStart(c))
                {
                    return LexemeKind.Symbol;
                }

                while (end < sql.Length && (IsWordStart(sql[end]) || sql[end] is '$'))
                {
                    end++;
                }

                return LexemeKind.Word;
        }
    }

    /// <summary>True from the first blank or comment to the last: nothing that PostgreSQL would run.</summary>
    public static bool IsTrivia(LexemeKind kind) => kind is LexemeKind.Blank or LexemeKind.Comment;

    /// <summary>True where a lexeme is this word, in any letters.</summary>
    public static bool Is(string sql, int start, int end, string word) =>
        end - start == word.Length && string.Compare(sql, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static readonly char[] LineEnds = ['\n', '\r'];

    private static char Next(string sql, int index) => index + 1 < sql.Length ? sql[index + 1] : '\0';

    private static bool IsWordStart(char c) => c is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or >= '\u0080';

    private static int EndOfQuoted(string sql, int index, char quote, bool backslash)
    {
        for (; index < sql.Length; index++)
        {
            if (backslash && sql[index] == '\\')
            {
                index++;
            }
            else if (sql[index] == quote)
            {
                if (Next(sql, index) != quote)
                {
                    return index + 1;
                }

                index++;
            }
        }

        return sql.Length;
    }

    private static int EndOfBlockComment(string sql, int index)
    {
        for (var depth = 1; index < sql.Length; index++)
        {
            if (sql[index] == '*' && Next(sql, index) == '/')
            {
                index++;
                if (--depth == 0)
                {
                    return index + 1;
                }
            }
            else if (sql[index] == '/' && Next(sql, index) == '*')
            {
                depth++;
                index++;
            }
        }

        return sql.Length;
    }

    private static LexemeKind EndOfDollarQuoted(string sql, int index, ref int end)
    {
        var tagEnd = index + 1;
        while (tagEnd < sql.Length && IsWordStart(sql[tagEnd]))
        {
            tagEnd++;
        }

        if (tagEnd >= sql.Length || sql[tagEnd] != '$' || char.IsDigit(sql[index + 1]))
        {
            return LexemeKind.Symbol;
        }

        var tag = sql.Substring(index, tagEnd - index + 1);
        var close = sql.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        end = close < 0 ? sql.Length : close + tag.Length;
        return LexemeKind.Quoted;
    }
}
