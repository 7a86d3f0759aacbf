using System.Collections.Generic;
using System.Text;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>A relation's name inside a string constant, as the type regclass reads it: "Orders_Id_seq", public.s.</summary>
internal static class RegclassText
{
    public static QualifiedName? Parse(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    part.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (c == '.' && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(quoted ? c : char.ToLowerInvariant(c));
            }
        }

        parts.Add(part.ToString());
        var count = parts.Count;
        return quoted || parts.Contains("") ? null
            : count == 1 ? new QualifiedName(null, parts[0].Trim())
            : new QualifiedName(parts[count - 2].Trim(), parts[count - 1].Trim());
    }
}
