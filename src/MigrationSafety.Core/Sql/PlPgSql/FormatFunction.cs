using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>PostgreSQL's format(): %s, %I, %L and %%, with positions (%2$I) but no widths.</summary>
internal static class FormatFunction
{
    private static readonly Regex PlainIdentifier = new("^[a-z_][a-z0-9_]*$", RegexOptions.CultureInvariant);

    private static readonly Regex Placeholder = new(
        @"%(?:(?<position>\d{1,4})\$)?(?<kind>.)?", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The formatted text; null where PostgreSQL would raise an error or the form is not read.</summary>
    public static string? Apply(IReadOnlyList<string> arguments)
    {
        var format = arguments[0];
        var text = new StringBuilder();
        var next = 1;
        var position = 0;
        foreach (Match match in Placeholder.Matches(format))
        {
            text.Append(format, position, match.Index - position);
            position = match.Index + match.Length;
            var kind = match.Groups["kind"].Value;
            if (kind == "%")
            {
                text.Append('%');
                continue;
            }

            var index = match.Groups["position"].Success ? int.Parse(match.Groups["position"].Value) : next;
            next = index + 1;
            if (index < 1 || index >= arguments.Count)
            {
                return null;
            }

            switch (kind)
            {
                case "s":
                    text.Append(arguments[index]);
                    break;
                case "I":
                    text.Append(Identifier(arguments[index]));
                    break;
                case "L":
                    text.Append(Literal(arguments[index]));
                    break;
                default:
                    return null;
            }
        }

        return text.Append(format, position, format.Length - position).ToString();
    }

    /// <summary>quote_ident: quotes only where needed, because the result may be a part of a name ('ix_' || quote_ident(t)).</summary>
    public static string Identifier(string name) =>
        PlainIdentifier.IsMatch(name) && PostgresParser.Scan(name).Tokens is { Count: 1 } tokens
        && tokens[0].Keyword is KeywordKind.None or KeywordKind.Unreserved
            ? name
            : "\"" + name.Replace("\"", "\"\"") + "\"";

    public static string Literal(string value) =>
        (value.Contains("\\") ? "E'" + value.Replace("\\", "\\\\").Replace("'", "''") : "'" + value.Replace("'", "''")) + "'";
}
