using System;
using System.Collections.Generic;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>
/// Where the pieces of a DO block's body stand in the outer text. The PL/pgSQL tree has line numbers and the texts
/// of its statements, no offsets. A body with escapes ('it''s') has no place: its statements get the DO's own.
/// </summary>
internal sealed class BodyPlace
{
    private static readonly HashSet<string> BeforeStatement =
        new(StringComparer.OrdinalIgnoreCase) { "BEGIN", "THEN", "ELSE", "LOOP" };

    private readonly string body;
    private readonly int? offset;
    private readonly TextSpan fallback;
    private readonly DoBody? found;
    private readonly List<int> lines = new() { 0 };

    private readonly Dictionary<int, TextSpan> spans = new();

    // The same text twice on one line: the second search goes on behind the first.
    private readonly Dictionary<(int Line, string Text), int> searched = new();

    private BodyPlace(string body, int? offset, TextSpan fallback, DoBody? found)
    {
        this.body = body;
        this.offset = offset;
        this.fallback = fallback;
        this.found = found;
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\n')
            {
                lines.Add(i + 1);
            }
        }
    }

    /// <summary>Finds the body in the text of its DO statement; one inside an EXECUTE's string is in no outer text.</summary>
    public static BodyPlace Find(string body, string statement, StatementContext context)
    {
        var index = context.Depth == 0 && body.Length > 0 ? statement.IndexOf(body, StringComparison.Ordinal) : -1;
        var fallback = context.Origin.Span ?? context.Span;
        if (index < 0)
        {
            return new BodyPlace(body, null, fallback, null);
        }

        var offset = context.Span.Start + index;
        var found = new DoBody(new TextSpan(offset, body.Length));
        context.Found.DoBodies.Add(found);
        return new BodyPlace(body, offset, fallback, found);
    }

    /// <summary>
    /// The place of a statement or expression that begins on a line of the body (1-based) or after it.
    /// <paramref name="node"/> tells apart the same text written twice.
    /// </summary>
    public TextSpan SpanOf(int node, string text, int line, string keyword = "")
    {
        if (!spans.TryGetValue(node, out var span))
        {
            span = offset is { } start && Search(text, line, keyword) is { } range
                ? new TextSpan(start + range.Start, range.Length)
                : fallback;
            spans.Add(node, span);
        }

        return span;
    }

    /// <summary>Notes a statement, so that suppressions inside the body find it.</summary>
    public void AddStatement(TextSpan span)
    {
        if (found is not null && span != fallback)
        {
            found.Statements.Add(span);
        }
    }

    /// <summary>The place of the token that an error message names, where it stands only once; else of the body.</summary>
    public int PositionOf(string message)
    {
        var start = offset ?? fallback.Start;
        var open = message.IndexOf('"');
        var close = message.LastIndexOf('"');
        if (offset is null || close <= open + 1)
        {
            return start;
        }

        var token = message.Substring(open + 1, close - open - 1);
        var index = body.IndexOf(token, StringComparison.Ordinal);
        return index >= 0 && body.IndexOf(token, index + 1, StringComparison.Ordinal) < 0 ? start + index : start;
    }

    private TextSpan? Search(string text, int line, string keyword)
    {
        var key = (line, text);
        var from = searched.TryGetValue(key, out var behind) ? behind : lines[Math.Max(0, Math.Min(line, lines.Count) - 1)];
        var range = keyword.Length > 0 ? AfterKeyword(text, keyword, from) : Whole(text, from) ?? ByFirstWord(text, from);
        if (range is { } found)
        {
            searched[key] = found.End;
        }

        return range;
    }

    private TextSpan? Whole(string text, int from)
    {
        foreach (var (start, _) in Words(from))
        {
            if (StartsWith(text, start))
            {
                return new TextSpan(start, text.Length);
            }
        }

        return null;
    }

    // EXECUTE and the expression behind it.
    private TextSpan? AfterKeyword(string text, string keyword, int from)
    {
        var atKeyword = -1;
        foreach (var (start, end) in Words(from))
        {
            if (atKeyword >= 0 && StartsWith(text, start))
            {
                return new TextSpan(atKeyword, start + text.Length - atKeyword);
            }

            atKeyword = IsWord(keyword, start, end) ? start : -1;
        }

        return null;
    }

    // SELECT a INTO b FROM c: the tree's text lacks the INTO. The first word, then up to the semicolon.
    private TextSpan? ByFirstWord(string text, int from)
    {
        if (SqlLexeme.At(text, 0, out var wordEnd) != LexemeKind.Word)
        {
            return null;
        }

        var first = text.Substring(0, wordEnd);
        var start = -1;
        var last = 0;
        var startsStatement = true;
        foreach (var (index, end) in Words(from))
        {
            if (start >= 0 && body[index] == ';')
            {
                return new TextSpan(start, last - start);
            }

            start = start < 0 && startsStatement && IsWord(first, index, end) ? index : start;
            startsStatement = body[index] is ';' or '>' || BeforeStatement.Contains(body.Substring(index, end - index));
            last = end;
        }

        return null;
    }

    private IEnumerable<(int Start, int End)> Words(int from)
    {
        for (var i = from; i < body.Length;)
        {
            var kind = SqlLexeme.At(body, i, out var end);
            if (!SqlLexeme.IsTrivia(kind))
            {
                yield return (i, end);
            }

            i = end;
        }
    }

    private bool StartsWith(string text, int index) =>
        string.CompareOrdinal(body, index, text, 0, text.Length) == 0;

    private bool IsWord(string word, int start, int end) =>
        end - start == word.Length && string.Compare(body, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
