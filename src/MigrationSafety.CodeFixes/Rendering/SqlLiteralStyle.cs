using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationSafety.CodeFixes.Rendering;

internal enum LiteralKind
{
    Regular,
    Verbatim,
    RawSingleLine,
    RawMultiLine,
}

/// <summary>How a file writes SQL: the kind of literal and what surrounds the text in it.</summary>
internal sealed record SqlLiteralStyle
{
    private const int FewestRawQuotes = 3;

    public required LiteralKind Kind { get; init; }

    /// <summary>The file's line break.</summary>
    public required string NewLine { get; init; }

    /// <summary>The blanks before each line of a raw literal, and of a verbatim one that opens from one line to several.</summary>
    public string Indent { get; init; } = "";

    /// <summary>A verbatim literal's text starts on the line below the quote.</summary>
    public bool StartsBelow { get; init; }

    /// <summary>The line break and blanks before a verbatim literal's closing quote.</summary>
    public string Tail { get; init; } = "";

    /// <summary>The style of a literal that is there already.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="newLine">The file's line break.</param>
    /// <param name="outer">The blanks before the call.</param>
    /// <param name="inner">The blanks before what stands on the call's further lines.</param>
    public static SqlLiteralStyle Of(SyntaxToken literal, string newLine, string outer, string inner)
    {
        var text = literal.Text;
        return literal.Kind() switch
        {
            SyntaxKind.MultiLineRawStringLiteralToken => new()
            {
                Kind = LiteralKind.RawMultiLine,
                NewLine = newLine,
                Indent = Blanks(text.Substring(text.LastIndexOfAny(['\r', '\n']) + 1)),
            },
            SyntaxKind.SingleLineRawStringLiteralToken => new() { Kind = LiteralKind.RawSingleLine, NewLine = newLine, Indent = inner },
            _ when text.StartsWith("@", StringComparison.Ordinal) => text.IndexOf('\n') < 0
                ? new() { Kind = LiteralKind.Verbatim, NewLine = newLine, Indent = inner, StartsBelow = true, Tail = newLine + outer }
                : Verbatim(text, newLine),
            _ => new() { Kind = LiteralKind.Regular, NewLine = newLine },
        };
    }

    /// <summary>The literal for a text; <paramref name="indent"/> stands before its first line where there are several.</summary>
    public string Render(string sql, string indent)
    {
        var lines = sql.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        return Kind switch
        {
            LiteralKind.Regular => SymbolDisplay.FormatLiteral(sql, quote: true),
            LiteralKind.Verbatim => RenderVerbatim(lines, indent),
            LiteralKind.RawSingleLine when lines.Length == 1 && !IsQuoteAtAnEnd(sql) => Quotes(sql) + sql + Quotes(sql),
            _ => Quotes(sql) + NewLine
                + string.Join(NewLine, lines.Select((l, i) => l.Length == 0 ? "" : i == 0 ? Indent + indent + l : Indent + l))
                + NewLine + Indent + Quotes(sql),
        };
    }

    private string RenderVerbatim(string[] lines, string indent)
    {
        var opens = lines.Length > 1 && StartsBelow;
        var text = string.Join(opens ? NewLine + Indent : NewLine, lines).Replace("\"", "\"\"");
        return opens ? "@\"" + NewLine + Indent + indent + text + Tail + "\"" : "@\"" + text + "\"";
    }

    private static SqlLiteralStyle Verbatim(string text, string newLine)
    {
        var body = text.Substring(2, text.Length - 3);
        var trimmed = body.TrimEnd();
        var tail = body.Substring(trimmed.Length);
        return new()
        {
            Kind = LiteralKind.Verbatim,
            NewLine = newLine,
            StartsBelow = Blanks(body).Length < body.Length && body[Blanks(body).Length] is '\r' or '\n',
            Tail = tail.IndexOf('\n') < 0 ? "" : newLine + tail.Substring(tail.LastIndexOf('\n') + 1),
        };
    }

    private static string Blanks(string line) => line.Substring(0, line.TakeWhile(static c => c is ' ' or '\t').Count());

    private static bool IsQuoteAtAnEnd(string sql) => sql.Length == 0 || sql[0] == '"' || sql[sql.Length - 1] == '"';

    private static string Quotes(string sql)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in sql)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('"', Math.Max(FewestRawQuotes, longest + 1));
    }
}
