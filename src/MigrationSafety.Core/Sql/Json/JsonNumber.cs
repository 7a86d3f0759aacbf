namespace MigrationSafety.Core.Sql.Json;

/// <summary>JSON's numbers: <c>-1.5e+3</c>, without a leading zero or plus.</summary>
internal static class JsonNumber
{
    public static bool IsNumber(string text)
    {
        var at = Skip(text, 0, '-');
        var digits = Digits(text, at);
        if (digits == at || (text[at] == '0' && digits > at + 1))
        {
            return false;
        }

        at = digits;
        if (at < text.Length && text[at] == '.')
        {
            digits = Digits(text, at + 1);
            if (digits == at + 1)
            {
                return false;
            }

            at = digits;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at = Skip(text, Skip(text, at + 1, '+'), '-');
            digits = Digits(text, at);
            if (digits == at)
            {
                return false;
            }

            at = digits;
        }

        return at == text.Length;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at;
    }

    private static int Skip(string text, int at, char sign) => at < text.Length && text[at] == sign ? at + 1 : at;
}
