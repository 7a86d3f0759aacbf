using System;
using System.IO;
using System.Text;

namespace MigrationSafety.Locks.Tests.Schema;

/// <summary>The schema and rows that every case starts from.</summary>
internal static class BaseSchema
{
    private const string MajorsMark = "--majors ";

    /// <summary>The DDL for a major version: what servers run and what the lock model reads.</summary>
    public static string Ddl(int major) => Read("schema.sql", major);

    public static string Rows(int major) => Read("rows.sql", major);

    private static string Read(string file, int major)
    {
        var text = new StringBuilder();
        var range = MajorRange.All;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Schema", file)))
        {
            if (line.StartsWith(MajorsMark, StringComparison.Ordinal))
            {
                range = MajorRange.Parse(line[MajorsMark.Length..]);
            }
            else if (range.Contains(major))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }
}
