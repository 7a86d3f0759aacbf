using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MigrationSafety.PgParser.Tests.Corpus;

/// <summary>
/// The hand-picked statements: in <c>*.lines.sql</c> each line is one, in <c>*.blocks.sql</c> lines of four dashes
/// stand between them.
/// </summary>
internal static class CorpusFiles
{
    public static IReadOnlyList<string> Statements { get; } = Read().ToList();

    private static IEnumerable<string> Read()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Corpus");
        foreach (var file in Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n');
            var separator = file.EndsWith(".lines.sql", StringComparison.Ordinal) ? "\n" : "\n----\n";
            foreach (var statement in text.Split(separator))
            {
                yield return statement;
            }
        }
    }
}
