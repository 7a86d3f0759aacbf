using System;
using System.Collections.Generic;

namespace MigrationSafety.Core.Sql.Text;

/// <summary>
/// The first lexemes of a short text, for readers of the few forms that need no grammar. Such a reader asks for one
/// lexeme after the other, and gives up at the first that it does not expect.
/// </summary>
internal sealed class LexemeList
{
    private const int Most = 50;
    private const int LongestName = 63;
    private readonly List<(LexemeKind Kind, int Start, int End)> lexemes = new();
    private readonly string sql;
    private int next;

    private LexemeList(string sql) => this.sql = sql;

    /// <summary>Null for a text with comments, with other than printable ASCII, or with too much for a simple form.</summary>
    public static LexemeList? Of(string sql)
    {
        var list = new LexemeList(sql);
        for (var i = 0; i < sql.Length;)
        {
            var kind = SqlLexeme.At(sql, i, out var end);
            if (kind != LexemeKind.Blank)
            {
                if (kind == LexemeKind.Comment || list.lexemes.Count == Most)
                {
                    return null;
                }

                for (var j = i; j < end; j++)
                {
                    if (sql[j] is < ' ' or > '~' or '\\')
                    {
                        return null;
                    }
                }

                list.lexemes.Add((kind, i, end));
            }

            i = end;
        }

        return list;
    }

    public bool IsAtEnd => next == lexemes.Count;

    /// <summary>Where the last lexeme taken ends.</summary>
    public int End => lexemes[next - 1].End;

    /// <summary>Takes a word, in any letters.</summary>
    public bool Word(string word) =>
        !IsAtEnd && lexemes[next] is (LexemeKind.Word, var start, var end) && SqlLexeme.Is(sql, start, end, word) && Take();

    public bool Symbol(char symbol) => IsNext(symbol) && lexemes[next].Kind == LexemeKind.Symbol && Take();

    /// <summary>Takes a symbol that stands close to the one before it: &lt;= is an operator, &lt; = is not.</summary>
    public bool CloseSymbol(char symbol) => next > 0 && IsNext(symbol) && lexemes[next].Start == End && Symbol(symbol);

    /// <summary>True where the next lexeme begins with a character.</summary>
    public bool IsNext(char first) => !IsAtEnd && sql[lexemes[next].Start] == first;

    /// <summary>Takes a word as it is written; null where the next lexeme is none. A number is one, too.</summary>
    public string? AnyWord() =>
        !IsAtEnd && lexemes[next] is (LexemeKind.Word, var start, var end) && Take() ? sql.Substring(start, end - start) : null;

    /// <summary>Takes a quoted identifier; null where the next lexeme is none, or one that PostgreSQL changes.</summary>
    public string? QuotedName() => Quoted('"') is { Length: <= LongestName } name ? name : null;

    /// <summary>Takes a string constant; null where the next lexeme is none, or one whose text is not its value.</summary>
    public string? StringConstant() => Quoted('\'');

    private string? Quoted(char quote)
    {
        if (IsAtEnd || lexemes[next] is not (LexemeKind.Quoted, var start, var end)
            || sql[start] != quote || end - start < 3 || sql.IndexOf(quote, start + 1) != end - 1)
        {
            return null;
        }

        Take();
        return sql.Substring(start + 1, end - start - 2);
    }

    private bool Take()
    {
        next++;
        return true;
    }
}
