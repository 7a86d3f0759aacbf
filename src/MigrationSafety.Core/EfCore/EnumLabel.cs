using System.Text;

namespace MigrationSafety.Core.EfCore;

/// <summary>The label that Npgsql gives a C# enum member: <c>OrderStatus.InTransit</c> is in_transit, unless somebody chose another name.</summary>
internal static class EnumLabel
{
    public static string? Of(object? value)
    {
        var text = value is EfRaw raw ? raw.Text : value is EfUnknown unknown ? unknown.Text : null;
        var dot = text?.LastIndexOf('.') ?? -1;
        return dot <= 0 || !IsName(text!) ? null : SnakeCase(text!.Substring(dot + 1));
    }

    private static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    // NpgsqlSnakeCaseNameTranslator: an underscore before each word, in lower case.
    private static string SnakeCase(string member)
    {
        var label = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(member[i]) && member[i - 1] != '_'
                && (!char.IsUpper(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1])));
            if (startsWord)
            {
                label.Append('_');
            }

            label.Append(char.ToLowerInvariant(member[i]));
        }

        return label.ToString();
    }
}
