using System.Collections.Generic;
using System.Text;

namespace MigrationSafety.Core.Sql.Text;

/// <summary>The elements of an array as PostgreSQL writes it: {a,"b, c"}; those of inner arrays too, NULL left out.</summary>
internal static class ArrayLiteral
{
    /// <summary>Nothing where the text is no array.</summary>
    public static IEnumerable<string> Elements(string text)
    {
        // '[1:2]={a,b}' has bounds before its braces.
        var start = text.IndexOf('{');
        if (start < 0 || !text.TrimEnd().EndsWith("}", System.StringComparison.Ordinal))
        {
            yield break;
        }

        var element = new StringBuilder();
        var (isQuoted, wasQuoted) = (false, false);
        for (var i = start; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\\' && i + 1 < text.Length)
            {
                element.Append(text[++i]);
            }
            else if (character == '"')
            {
                (isQuoted, wasQuoted) = (!isQuoted, true);
            }
            else if (isQuoted || character is not ('{' or '}' or ','))
            {
                element.Append(character);
            }
            else
            {
                var value = wasQuoted ? element.ToString() : element.ToString().Trim();
                if (wasQuoted || (value.Length > 0 && !value.Equals("NULL", System.StringComparison.OrdinalIgnoreCase)))
                {
                    yield return value;
                }

                element.Clear();
                wasQuoted = false;
            }
        }
    }
}
