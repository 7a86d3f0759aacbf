using System;
using System.Text;

namespace MigrationSafety.Core.Sql.Text;

/// <summary>
/// Makes SQL of a script for psql: \commands and the data behind COPY ... FROM stdin become blanks of the same
/// length, so that every position stays where it was.
/// </summary>
internal static class PsqlScript
{
    public static string Blank(string script)
    {
        if (script.IndexOf('\\') < 0 && script.IndexOf("stdin", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return script;
        }

        var text = new StringBuilder(script);
        var copy = new CopyFromStdin();
        for (var i = 0; i < script.Length;)
        {
            var kind = SqlLexeme.At(script, i, out var end);
            if (kind == LexemeKind.Symbol && script[i] == '\\')
            {
                end = BlankCommand(text, script, i);
            }
            else if (kind == LexemeKind.Symbol && script[i] == ';')
            {
                end = copy.IsComplete ? BlankData(text, script, end) : end;
                copy = new CopyFromStdin();
            }
            else if (kind == LexemeKind.Word)
            {
                copy.See(script.Substring(i, end - i));
            }
            else if (kind is LexemeKind.Symbol or LexemeKind.Quoted)
            {
                copy.SeeOther();
            }

            i = end;
        }

        return text.ToString();
    }

    private static int BlankCommand(StringBuilder text, string script, int start)
    {
        // \; separates statements within one request, and \g, \gx, \gset ... send the statement off.
        var endsStatement = start + 1 < script.Length && script[start + 1] is ';' or 'g';
        var end = start + 1 < script.Length && script[start + 1] == ';' ? start + 2 : EndOfLine(script, start);
        Blank(text, start, end);
        if (endsStatement)
        {
            text[start] = ';';
        }

        return end;
    }

    private static int BlankData(StringBuilder text, string script, int start)
    {
        var line = EndOfLine(script, start);
        while (line < script.Length)
        {
            var first = line + 1;
            line = EndOfLine(script, first);
            Blank(text, first, line);
            if (script.Substring(first, line - first).Trim() == "\\.")
            {
                break;
            }
        }

        return Math.Min(line, script.Length);
    }

    private static int EndOfLine(string script, int start)
    {
        var end = script.IndexOf('\n', Math.Min(start, script.Length));
        return end < 0 ? script.Length : end;
    }

    private static void Blank(StringBuilder text, int start, int end)
    {
        for (; start < end; start++)
        {
            text[start] = text[start] == '\r' ? '\r' : ' ';
        }
    }

    /// <summary>Recognizes COPY ... FROM stdin by its words: first, the last two of interest.</summary>
    private struct CopyFromStdin
    {
        private bool started;
        private bool isCopy;
        private bool afterFrom;

        public bool IsComplete { get; private set; }

        public void See(string word)
        {
            isCopy |= !started && word.Equals("copy", StringComparison.OrdinalIgnoreCase);
            started = true;
            IsComplete |= isCopy && afterFrom && word.Equals("stdin", StringComparison.OrdinalIgnoreCase);
            afterFrom = word.Equals("from", StringComparison.OrdinalIgnoreCase);
        }

        public void SeeOther()
        {
            started = true;
            afterFrom = false;
        }
    }
}
