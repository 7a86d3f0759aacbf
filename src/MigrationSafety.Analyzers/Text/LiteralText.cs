using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationSafety.Analyzers.Text;

/// <summary>Maps the value of a string token to its text, for every kind of literal that C# has.</summary>
internal static class LiteralText
{
    /// <summary>All that ends a line in C#.</summary>
    private static readonly char[] NewLines = { '\r', '\n', '\u0085', '\u2028', '\u2029' };

    /// <summary>A string literal token: regular, verbatim, raw. Read when somebody asks for a place: few texts are SQL.</summary>
    public static TextMap Map(SyntaxToken token) => new TokenMap(token);

    internal static TextMap Read(SyntaxToken token)
    {
        var text = token.Text;
        var runs = new LiteralRuns.Builder();
        int end;
        switch (token.Kind())
        {
            case SyntaxKind.SingleLineRawStringLiteralToken:
                var quotes = CountQuotes(text, 0);
                end = Math.Max(quotes, text.Length - quotes);
                runs.Copy(text, quotes, end - quotes);
                break;
            case SyntaxKind.MultiLineRawStringLiteralToken:
                end = MultiLineRaw(text, runs);
                break;
            default:
                var verbatim = text.StartsWith("@", StringComparison.Ordinal);
                var start = verbatim ? 2 : 1;
                end = Math.Max(start, text.Length - 1);
                Unescape(text, start, end, verbatim, interpolated: false, runs);
                break;
        }

        return Checked(token, runs, end);
    }

    /// <summary>The text between two holes of an interpolated string: its value and where that was written.</summary>
    public static (string Value, TextMap Map) ReadInterpolated(SyntaxToken text, SyntaxToken start, SyntaxToken end)
    {
        var runs = new LiteralRuns.Builder();
        var source = text.Text;
        switch (start.Kind())
        {
            case SyntaxKind.InterpolatedSingleLineRawStringStartToken:
                runs.Copy(source, 0, source.Length);
                break;
            case SyntaxKind.InterpolatedMultiLineRawStringStartToken:
                var atLineStart = text.SpanStart == start.Span.End;
                Dedent(source, 0, source.Length, Indentation(end.Text), atLineStart, runs);
                break;
            default:
                var verbatim = start.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken);
                Unescape(source, 0, source.Length, verbatim, interpolated: true, runs);
                break;
        }

        // The token's own value still has its braces doubled, except in raw strings.
        return runs.Value == text.ValueText || runs.Value == Undoubled(text.ValueText)
            ? (runs.Value, new LiteralMap(text.SyntaxTree!, text.SpanStart, runs.Build(source.Length)))
            : (Undoubled(text.ValueText), new WholeMap(new Place(text.SyntaxTree!, text.Span)));
    }

    /// <summary>The compiler's own value is the measure: where ours differs (broken code), the whole token is the place.</summary>
    private static TextMap Checked(SyntaxToken token, LiteralRuns.Builder runs, int end) =>
        runs.Value == token.ValueText
            ? new LiteralMap(token.SyntaxTree!, token.SpanStart, runs.Build(end))
            : new WholeMap(new Place(token.SyntaxTree!, token.Span));

    private static string Undoubled(string text) => text.Replace("{{", "{").Replace("}}", "}");

    private static int CountQuotes(string text, int from)
    {
        var count = 0;
        while (from + count < text.Length && text[from + count] == '"')
        {
            count++;
        }

        return count;
    }

    private static int MultiLineRaw(string text, LiteralRuns.Builder runs)
    {
        var first = AfterNewLine(text, text.IndexOfAny(NewLines));
        var lastBreak = text.LastIndexOfAny(NewLines);
        if (first <= 0 || lastBreak < first)
        {
            return Math.Max(first, 0);
        }

        var end = text[lastBreak] == '\n' && lastBreak > first && text[lastBreak - 1] == '\r' ? lastBreak - 1 : lastBreak;
        Dedent(text, first, end, Indentation(text.Substring(lastBreak)), atLineStart: true, runs);
        return end;
    }

    /// <summary>Blanks before the closing quotes, which every line loses.</summary>
    private static int Indentation(string closing)
    {
        var start = closing.LastIndexOfAny(NewLines) + 1;
        var length = 0;
        while (start + length < closing.Length && closing[start + length] is not '"')
        {
            length++;
        }

        return length;
    }

    private static void Dedent(string text, int from, int end, int indentation, bool atLineStart, LiteralRuns.Builder runs)
    {
        var index = from;
        while (index < end)
        {
            if (atLineStart)
            {
                // A blank line may be shorter than the indentation.
                var skipped = 0;
                while (skipped < indentation && index < end && Array.IndexOf(NewLines, text[index]) < 0)
                {
                    index++;
                    skipped++;
                }
            }

            var lineBreak = index < end ? text.IndexOfAny(NewLines, index, end - index) : -1;
            var next = lineBreak < 0 ? end : Math.Min(end, AfterNewLine(text, lineBreak));
            runs.Copy(text, index, next - index);
            index = next;
            atLineStart = true;
        }
    }

    private static int AfterNewLine(string text, int lineBreak) =>
        lineBreak < 0 ? -1
        : text[lineBreak] == '\r' && lineBreak + 1 < text.Length && text[lineBreak + 1] == '\n' ? lineBreak + 2
        : lineBreak + 1;

    private static void Unescape(string text, int start, int end, bool verbatim, bool interpolated, LiteralRuns.Builder runs)
    {
        var index = start;
        while (index < end)
        {
            var c = text[index];
            var doubled = index + 1 < end && text[index + 1] == c;
            if (verbatim && c == '"' && doubled || interpolated && c is '{' or '}' && doubled)
            {
                runs.Escape(c.ToString(), index, 2);
                index += 2;
            }
            else if (!verbatim && c == '\\' && index + 1 < end)
            {
                var length = EscapeLength(text, index, end, out var decoded);
                runs.Escape(decoded, index, length);
                index += length;
            }
            else
            {
                var plain = index + 1;
                while (plain < end && text[plain] is not ('\\' or '"' or '{' or '}'))
                {
                    plain++;
                }

                runs.Copy(text, index, plain - index);
                index = plain;
            }
        }
    }

    private static int EscapeLength(string text, int index, int end, out string decoded)
    {
        switch (text[index + 1])
        {
            case 'u':
                return Hex(text, index, end, 4, 4, out decoded);
            case 'U':
                return Hex(text, index, end, 8, 8, out decoded);
            case 'x':
                return Hex(text, index, end, 1, 4, out decoded);
            default:
                decoded = text[index + 1] switch
                {
                    '0' => "\0",
                    'a' => "\a",
                    'b' => "\b",
                    'e' => "\u001b",
                    'f' => "\f",
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    'v' => "\v",
                    var other => other.ToString(),
                };
                return 2;
        }
    }

    private static int Hex(string text, int index, int end, int atLeast, int atMost, out string decoded)
    {
        var digits = 0;
        while (digits < atMost && index + 2 + digits < end && Uri.IsHexDigit(text[index + 2 + digits]))
        {
            digits++;
        }

        decoded = "";
        if (digits >= atLeast)
        {
            var code = uint.Parse(text.Substring(index + 2, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            decoded = code > 0x10FFFF ? ""
                : code > 0xFFFF ? char.ConvertFromUtf32((int)code)
                : ((char)code).ToString();
        }

        return 2 + digits;
    }
}
