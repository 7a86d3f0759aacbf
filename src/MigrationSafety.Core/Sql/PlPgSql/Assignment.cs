using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>The text of an assignment: <c>q := 'DROP TABLE ' || t</c>, also with = and with a subscript on the left.</summary>
internal static class Assignment
{
    /// <summary>The right side; <paramref name="isWhole"/>: the left side is the variable itself, not an element of it.</summary>
    public static string ValueOf(string assignment, out bool isWhole)
    {
        isWhole = true;
        var depth = 0;
        for (var i = 0; i < assignment.Length;)
        {
            var kind = SqlLexeme.At(assignment, i, out var end);
            var c = kind == LexemeKind.Symbol ? assignment[i] : '\0';
            if (c == '=' && depth == 0)
            {
                return assignment.Substring(end);
            }

            isWhole &= c != '[';
            depth += c is '[' or '(' ? 1 : c is ']' or ')' ? -1 : 0;
            i = end;
        }

        return "";
    }
}
