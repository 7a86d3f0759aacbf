using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Recipes;

/// <summary>
/// A statement as somebody wrote it, to be changed a little and otherwise kept to the letter. PostgreSQL's scanner finds
/// the words, so comments, strings and quoted names are never mistaken for syntax.
/// </summary>
internal sealed class SqlStatementText
{
    private readonly ScanToken[] tokens;

    public SqlStatementText(string sql)
    {
        Sql = sql;
        tokens = TokensOf(sql);
    }

    /// <summary>A text's tokens without comments.</summary>
    public static ScanToken[] TokensOf(string sql) =>
        PostgresParser.Scan(sql).Tokens.Where(static t => !t.Name.EndsWith("COMMENT", StringComparison.Ordinal)).ToArray();

    public string Sql { get; }

    public int Count => tokens.Length;

    /// <summary>The token as written; empty behind the end.</summary>
    public string this[int index] =>
        index < tokens.Length ? Sql.Substring(tokens[index].Start, tokens[index].End - tokens[index].Start) : "";

    /// <summary>True where the words stand at a token, in any case.</summary>
    public bool Has(int index, params string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!string.Equals(this[index + i], words[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text from one token to the one before another.</summary>
    public string Slice(int first, int end) =>
        first >= end ? "" : Sql.Substring(tokens[first].Start, tokens[end - 1].End - tokens[first].Start);

    /// <summary>Splits the tokens from <paramref name="first"/> on at commas outside of parentheses and brackets.</summary>
    public IEnumerable<(int First, int End)> SplitAtCommas(int first)
    {
        var depth = 0;
        for (var i = first; i < tokens.Length; i++)
        {
            var token = this[i];
            depth += token is "(" or "[" ? 1 : token is ")" or "]" ? -1 : 0;
            if (token == "," && depth == 0)
            {
                yield return (first, i);
                first = i + 1;
            }
        }

        yield return (first, tokens.Length);
    }

    /// <summary>The index behind a name that may have a schema.</summary>
    public int SkipQualifiedName(int index)
    {
        for (index++; this[index] == "."; index += 2)
        {
        }

        return index;
    }

    /// <summary>True where a token is this name, quoted or not.</summary>
    public bool IsName(int index, string name) => SqlIdentifier.Read(this[index]) == name;
}
