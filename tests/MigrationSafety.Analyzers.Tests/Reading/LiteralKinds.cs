using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>Writes a string value as each kind of C# literal.</summary>
internal static class LiteralKinds
{
    public static readonly IReadOnlyDictionary<string, Func<string, string?>> All = new Dictionary<string, Func<string, string?>>
    {
        ["regular"] = static value => "\"" + Regular(value, false) + "\"",
        ["verbatim"] = static value => "@\"" + value.Replace("\"", "\"\"") + "\"",
        ["raw"] = static value => RawSingle(value, ""),
        ["raw lines"] = static value => RawLines(value, "", "\n"),
        ["raw lines, CRLF"] = static value => RawLines(value, "", "\r\n"),
        ["interpolated"] = static value => "$\"" + Regular(value, true) + "\"",
        ["interpolated verbatim"] = static value => "$@\"" + Braces(value.Replace("\"", "\"\"")) + "\"",
        ["verbatim interpolated"] = static value => "@$\"" + Braces(value.Replace("\"", "\"\"")) + "\"",
        ["interpolated raw"] = static value => RawSingle(value, "$$$$$$"),
        ["interpolated raw lines"] = static value => RawLines(value, "$$$$$$", "\n"),
        ["interpolated with a hole"] = static value => $"$\"{Regular(Half(value, 0), true)}{{\"{Regular(Half(value, 1), false)}\"}}\"",
        ["interpolated raw with a hole"] = static value =>
            RawLines(Half(value, 0) + "\u0001", "$$$$$$", "\n")?.Replace("\u0001", "{{{{{{\"" + Regular(Half(value, 1), false) + "\"}}}}}}"),
        ["concatenation"] = static value => $"\"{Regular(Half(value, 0), false)}\" + @\"{Half(value, 1).Replace("\"", "\"\"")}\"",
        ["concatenation of three"] = static value => $"(\"\" + \"{Regular(Half(value, 0), false)}\") + \"{Regular(Half(value, 1), false)}\" + @\"\"",
        ["string.Concat"] = static value => $"string.Concat(\"{Regular(Half(value, 0), false)}\", \"{Regular(Half(value, 1), false)}\")",
        ["string.Join"] = static value => $"string.Join(\"\", new[] {{ \"{Regular(Half(value, 0), false)}\", \"{Regular(Half(value, 1), false)}\" }})",
        ["string.Format"] = static value => $"string.Format(\"{Braces(Regular(Half(value, 0), false))}{{0}}\", \"{Regular(Half(value, 1), false)}\")",
        ["Replace"] = static value => $"\"{Regular(Half(value, 0), false)}#!#{Regular(Half(value, 1), false)}\".Replace(\"#!#\", \"\")",
    };

    private static string Half(string value, int half) =>
        half == 0 ? value.Substring(0, Middle(value)) : value.Substring(Middle(value));

    // Not between the halves of a surrogate pair, and not between CR and LF.
    private static int Middle(string value)
    {
        var middle = value.Length / 2;
        return middle > 0 && (char.IsLowSurrogate(value[middle]) || value[middle] == '\n') ? middle - 1 : middle;
    }

    private static string Braces(string value) => value.Replace("{", "{{").Replace("}", "}}");

    private static string Regular(string value, bool interpolated)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => i % 2 == 0 ? "\\t" : "\\x0009",
                '\0' => "\\0",
                '{' or '}' when interpolated => new string(c, 2),
                _ when char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]) =>
                    "\\U" + char.ConvertToUtf32(c, value[++i]).ToString("X8", CultureInfo.InvariantCulture),
                _ when c < ' ' || c > '~' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ when i % 7 == 3 && c is not ('{' or '}') => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }

    private static string Quotes(string value)
    {
        var longest = 0;
        for (int i = 0, run = 0; i < value.Length; i++)
        {
            run = value[i] == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('"', Math.Max(3, longest + 1));
    }

    /// <summary>Null where a raw literal cannot hold the value.</summary>
    private static string? RawSingle(string value, string dollars) =>
        value.Length == 0 || value.Any(static c => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
        || value[0] == '"' || value[value.Length - 1] == '"' || dollars.Length > 0 && value.Contains("}}}}}", StringComparison.Ordinal)
            ? null
            : dollars + Quotes(value) + value + Quotes(value);

    private static string? RawLines(string value, string dollars, string newLine)
    {
        const string indent = "      ";
        if (value.IndexOf('\r') >= 0 && newLine == "\n" || value.Contains('\u0085') || value.Contains('\u2028'))
        {
            return null;
        }

        // The value keeps the source's own line ends.
        var lines = value.Replace("\r\n", "\n").Split('\n');
        if (string.Join(newLine, lines) != value || value.Contains('\r') && newLine != "\r\n" || value.Replace("\r\n", "").Contains('\r'))
        {
            return null;
        }

        var quotes = Quotes(value);
        return dollars + quotes + newLine
            + string.Concat(lines.Select(line => (line.Length == 0 ? "" : indent + line) + newLine))
            + indent + quotes;
    }
}
