using System;
using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Tests.Fuzzing;

/// <summary>Damages source text as typing, merging and cutting do.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<string> corpus)
{
    private static readonly string[] Tokens =
    [
        "(", ")", "{", "}", "[", "]", "\"", "\"\"\"", "$\"", "@\"", "$$\"\"\"", "'", ";", ",", ".", ":", "=>", "=", "+", "..", "null", "new", "new[]", "table",
        "x => x.Id", "\\u00", "\\", "//", "/*", "*/", "#if", "#pragma", "migrationBuilder", "migrationBuilder.Sql(", "CREATE INDEX", "DO $$", "$$", "--",
        "\r\n", "\u2028", "\0", "\ud83d", "default", "nameof(", "typeof(", "foreach (var x in ", "while (true)", "if (", "else", "return", "yield return 1;",
        "static", "partial class", "(this MigrationBuilder b)", "int.MaxValue", "-2147483648", "1e999", "suppressTransaction: true", "name:", "columns: new[] {",
        "File.ReadAllText(\"a.sql\")", "string.Format(\"{0", "string.Join(", ".Replace(\"\", \"\")", ".Annotation(\"Npgsql:CreatedConcurrently\", true)",
    ];

    public string Mutate(string text)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text = Once(text);
        }

        return text;
    }

    private string Once(string text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(text.Length - at, random.Next(1, random.Next(2, 40)));
        return random.Next(7) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
            2 => text.Remove(at, length).Insert(at, Tokens[random.Next(Tokens.Length)]),
            3 => text.Insert(at, text.Substring(at, length)),
            4 => text.Insert(at, Piece()),
            5 => text.Remove(at, length).Insert(at, new string((char)random.Next(32, 127), random.Next(1, 6))),
            _ => random.Next(20) == 0 ? text.Substring(0, at) : text.Insert(at, Tokens[random.Next(Tokens.Length)]),
        };
    }

    /// <summary>A piece of another migration, as a bad merge leaves it.</summary>
    private string Piece()
    {
        var other = corpus[random.Next(corpus.Count)];
        var start = random.Next(other.Length);
        return other.Substring(start, random.Next(other.Length - start));
    }
}
