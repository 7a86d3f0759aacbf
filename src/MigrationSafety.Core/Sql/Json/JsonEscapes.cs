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
