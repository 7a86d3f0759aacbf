using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.Text;

/// <summary>The text that was parsed: from the tree's byte offsets to places and pieces of the text.</summary>
internal sealed class SqlSource
{
    private Utf8Positions? positions;

    public SqlSource(string text) => Text = text;

    public string Text { get; }

    public int ToUtf16(int byteOffset) => (positions ??= new Utf8Positions(Text)).ToUtf16(byteOffset);

    /// <summary>A range without the blanks and comments at both ends; empty ranges stay at their start.</summary>
    public TextSpan Trim(int start, int end)
    {
        var first = -1;
        var last = start;
        for (var i = start; i < end;)
        {
            var kind = SqlLexeme.At(Text, i, out var next);
            if (!SqlLexeme.IsTrivia(kind))
            {
                first = first < 0 ? i : first;
                last = next;
            }

            i = next;
        }

        return first < 0 ? new TextSpan(start, 0) : new TextSpan(first, last - first);
    }

    /// <summary>
    /// The text of an expression whose first and last parts stand at the given places: on to the comma, bracket or
    /// semicolon behind it, or to <paramref name="limit"/>. The tree says where parts begin, never where they end.
    /// </summary>
    public string Expression(int first, int last, int limit)
    {
        var start = first;
        var depth = 0;
        var end = start;
        for (var i = start; i < limit;)
        {
            var kind = SqlLexeme.At(Text, i, out var next);
            var c = kind == LexemeKind.Symbol ? Text[i] : '\0';
            if (c is '(' or '[')
            {
                depth++;
            }
            else if (c is ')' or ']' && --depth < 0)
            {
                // ((a) + 1) * 2: the tree begins at a, the text at the brackets around it.
                var open = OpenBracketBefore(start);
                if (i > last || open < 0)
                {
                    break;
                }

                start = open;
                depth = 0;
            }
            else if (c is ',' or ';' && depth == 0 && i > last)
            {
                break;
            }

            end = SqlLexeme.IsTrivia(kind) ? end : next;
            i = next;
        }

        return Text.Substring(start, end - start);
    }

    private int OpenBracketBefore(int index)
    {
        for (index--; index >= 0 && char.IsWhiteSpace(Text[index]); index--)
        {
        }

        return index >= 0 && Text[index] is '(' or '[' ? index : -1;
    }
}
