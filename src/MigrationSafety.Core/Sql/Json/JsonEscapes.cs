using System.Globalization;
using System.Text;

namespace MigrationSafety.Core.Sql.Json;

/// <summary>JSON's backslash escapes.</summary>
internal static class JsonEscapes
{
    /// <summary>Index of the closing quote of a string whose text begins at <paramref name="start"/>, or -1.</summary>
    public static int EndOfString(string json, int start)
    {
        for (var i = start; i < json.Length; i++)
        {
            if (json[i] == '"')
            {
                return i;
            }

            if (json[i] == '\\')
            {
                i++;
            }
        }

        return -1;
    }

    /// <summary>True for a backslash with what may follow it.</summary>
    public static bool IsEscape(string json, int backslash)
    {
        var kind = backslash + 1 < json.Length ? json[backslash + 1] : '\0';
        return kind is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't'
            || (kind == 'u' && backslash + 5 < json.Length && Hexadecimal(json, backslash + 2));
    }

    private static bool Hexadecimal(string json, int start)
    {
        for (var i = start; i < start + 4; i++)
        {
            if (json[i] is not (>= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F'))
            {
                return false;
            }
        }

        return true;
    }

    public static string Decode(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u' && i + 4 < raw.Length
                && int.TryParse(raw.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
                continue;
            }

            text.Append(raw[i] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                var other => other,
            });
        }

        return text.ToString();
    }
}
