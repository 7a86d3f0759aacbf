using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MigrationSafety.Locks.Tests.Schema;

namespace MigrationSafety.Locks.Tests.Cases;

/// <summary>
/// Reads the case files. A case begins with <c>--: name</c>; then come <c>--majors 12+</c>, <c>--session SET ...</c>,
/// <c>--outside</c>, <c>--rows</c>, <c>--unforeseen</c> and, before the statement, <c>--setup</c> ... <c>--run</c>.
/// </summary>
internal static class LockCaseReader
{
    private const string NameMark = "--: ";

    public static IEnumerable<LockCase> ReadAll() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.sql").Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<LockCase> Read(string path)
    {
        var section = Path.GetFileNameWithoutExtension(path);
        List<string>? lines = null;
        foreach (var line in File.ReadLines(path).Append(NameMark))
        {
            if (line.StartsWith(NameMark, StringComparison.Ordinal))
            {
                if (lines is not null)
                {
                    yield return ReadOne(section, lines);
                }

                lines = [];
            }

            lines?.Add(line);
        }
    }

    private static LockCase ReadOne(string section, List<string> lines)
    {
        var read = new LockCase { Section = section, Name = lines[0][NameMark.Length..], Sql = "" };
        var sql = new StringBuilder();
        foreach (var line in lines.Skip(1))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var word = blank < 0 ? line : line[..blank];
            var rest = blank < 0 ? "" : line[(blank + 1)..];
            switch (word)
            {
                case "--majors": read = read with { Majors = MajorRange.Parse(rest) }; break;
                case "--session": read = read with { Session = rest }; break;
                case "--outside": read = read with { Outside = true }; break;
                case "--rows": read = read with { FailsOnRows = true }; break;
                case "--unforeseen": read = read with { Unforeseen = true }; break;
                case "--setup": sql.Clear(); break;
                case "--run":
                    read = read with { Setup = sql.ToString() };
                    sql.Clear();
                    break;
                case var unknown when unknown.StartsWith("--", StringComparison.Ordinal):
                    throw new FormatException($"{section}: {read.Name}: {line}");
                default: sql.Append(line).Append('\n'); break;
            }
        }

        return read with { Sql = sql.ToString().Trim() };
    }
}
