using System.Collections.Immutable;
using System.Text;

namespace MigrationSafety.Core.Sql.Text;

/// <summary>
/// psql's variables (<c>:name</c>, <c>:'name'</c>, <c>:"name"</c>): without the colon they parse as a name or string of the
/// same length, so that at least the statement's kind is known.
/// </summary>
internal static class PsqlVariables
{
    /// <summary>The text without the colons; <paramref name="places"/> are the variables' own.</summary>
    public static string Replace(string script, out ImmutableArray<TextSpan> places)
    {
        var text = new StringBuilder(script);
        var found = ImmutableArray.CreateBuilder<TextSpan>();
        for (var i = 0; i < script.Length;)
        {
            var kind = SqlLexeme.At(script, i, out var end);
            if (kind == LexemeKind.Symbol && IsVariable(script, i))
            {
                text[i] = ' ';
                SqlLexeme.At(script, i + 1, out end);
                found.Add(new TextSpan(i, end - i));
            }

            i = end;
        }

        places = found.ToImmutable();
        return text.ToString();
    }

    // Not the cast x::int, not := .
    private static bool IsVariable(string script, int index) =>
        script[index] == ':'
        && index + 1 < script.Length
        && (script[index + 1] is '_' or '\'' or '"' || char.IsLetter(script[index + 1]))
        && (index == 0 || script[index - 1] != ':');
}
