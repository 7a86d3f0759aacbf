using System;
using System.Collections.Generic;
using System.Globalization;

namespace MigrationSafety.PgParser;

/// <summary>Reads the list of tokens that libpg_query writes: flat objects with numbers and plain strings.</summary>
internal sealed class TokenReader
{
    private readonly string json;
    private int position;

    private TokenReader(string json) => this.json = json;

    public static List<ScanToken> Read(string json, string sql)
    {
        var reader = new TokenReader(json);
        var positions = new Utf8Positions(sql);
        List<ScanToken> tokens = [];
        while (reader.SkipPast("{\"start\":"))
        {
            var start = positions.ToUtf16(reader.Number());
            reader.SkipPast("\"end\":");
            var end = positions.ToUtf16(reader.Number());
            reader.SkipPast("\"text\":");
            reader.SkipString();
            reader.SkipPast("\"tokenName\":\"");
            var name = reader.PlainString();
            reader.SkipPast("\"keywordKind\":");
            var keyword = (KeywordKind)reader.Number();
            tokens.Add(new ScanToken(start, end, NameOf(name, keyword, sql, start, end), keyword));
        }

        return tokens;
    }

    /// <summary>libpg_query calls every keyword UNKNOWN; PostgreSQL's grammar calls it by its own letters.</summary>
    private static string NameOf(string name, KeywordKind keyword, string sql, int start, int end) =>
        keyword == KeywordKind.None ? name : sql.Substring(start, end - start).ToUpperInvariant();

    private bool SkipPast(string text)
    {
        var found = json.IndexOf(text, position, StringComparison.Ordinal);
        position = found < 0 ? json.Length : found + text.Length;
        return found >= 0;
    }

    private int Number()
    {
        var start = position;
        while (position < json.Length && json[position] is >= '0' and <= '9')
        {
            position++;
        }

        return int.Parse(json.Substring(start, position - start), CultureInfo.InvariantCulture);
    }

    private string PlainString()
    {
        var end = json.IndexOf('"', position);
        var text = json.Substring(position, end - position);
        position = end + 1;
        return text;
    }

    /// <summary>Steps over a string that may hold anything, also what looks like the next key.</summary>
    private void SkipString()
    {
        for (position++; json[position] != '"'; position++)
        {
            if (json[position] == '\\')
            {
                position++;
            }
        }

        position++;
    }
}
