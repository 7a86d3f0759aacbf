using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MigrationSafety.Locks.Tests.Cases;

namespace MigrationSafety.Locks.Tests.Table;

/// <summary>The tables of <c>docs/locks.md</c>: one for each file of cases, a row for each statement and behaviour.</summary>
internal static class LocksTable
{
    private const string Introduction =
        """
        # What PostgreSQL locks

        This page is generated: every row was measured on servers of the versions it names. To measure again, all versions:

        ```
        MIGRATION_SAFETY_PG_VERSIONS=all MIGRATION_SAFETY_WRITE_LOCKS=1 dotnet test tests/MigrationSafety.Locks.Tests
        ```

        The tests run the same statements on the versions in `MIGRATION_SAFETY_PG_VERSIONS` (12, 15 and 18 where it is not set),
        and fail where a server, this page or the lock model in `src/MigrationSafety.Core/Locks` disagree. The schema is in
        `tests/MigrationSafety.Locks.Tests/Schema/schema.sql`, the statements in `Cases/` beside it.

        How to read it: each relation that existed before, with the strongest lock on it. **ACCESS EXCLUSIVE** blocks reads and
        writes, **EXCLUSIVE**, **SHARE ROW EXCLUSIVE** and **SHARE** block writes, the others neither. *Rewritten*: the whole table is written
        anew. *Index built*: at least one index is built or built again. *Scanned*: every row is read. These three take time that
        grows with the table, and so does *copied*: to another tablespace, as it is. *Emptied*: a new file without rows. Indexes and
        sequences are named only where no table is locked.
        """;

    public static string Write(IReadOnlyDictionary<(string Id, int Major), string> cells)
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n")).Append('\n');
        foreach (var section in LockCases.All.GroupBy(c => c.Section))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Key}\n\n| statement | SQL | PostgreSQL | what happens |\n|---|---|---|---|\n");
            foreach (var @case in section)
            {
                AppendRows(text, @case, cells);
            }
        }

        return text.ToString();
    }

    /// <summary>What a page says of each case and major version.</summary>
    public static Dictionary<(string Id, int Major), string> Read(string page)
    {
        var cells = new Dictionary<(string, int), string>();
        var section = "";
        var name = "";
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| statement |", StringComparison.Ordinal))
            {
                var columns = line.Trim('|').Split(" | ").Select(column => column.Trim()).ToArray();
                name = columns[0].Length == 0 ? name : Unescape(columns[0]);
                foreach (var major in ReadMajors(columns[2]))
                {
                    cells.Add(($"{section}: {name}", major), columns[3]);
                }
            }
        }

        return cells;
    }

    private static void AppendRows(StringBuilder text, LockCase @case, IReadOnlyDictionary<(string Id, int Major), string> cells)
    {
        var first = true;
        foreach (var behaviour in cells.Where(cell => cell.Key.Id == @case.Id).GroupBy(cell => cell.Value).OrderBy(group => group.Min(cell => cell.Key.Major)))
        {
            var name = first ? Escape(@case.Name) : "";
            var sql = first ? Code(@case) : "";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {sql} | {WriteMajors(behaviour.Select(cell => cell.Key.Major))} | {behaviour.Key} |\n");
            first = false;
        }
    }

    private static string Code(LockCase @case)
    {
        var sql = string.Join(' ', $"{@case.Session}{(@case.Session is null ? "" : "; ")}{@case.Sql}".Split('\n', StringSplitOptions.TrimEntries));
        var setup = @case.Setup is null ? "" : $"after `{Escape(string.Join(' ', @case.Setup.Trim().Split('\n', StringSplitOptions.TrimEntries)))}`<br>";
        return $"{setup}`{Escape(sql)}`";
    }

    /// <summary>10, 11, 12, 14 as <c>10-12, 14</c>.</summary>
    private static string WriteMajors(IEnumerable<int> majors)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var major in majors.Order())
        {
            if (runs.Count > 0 && runs[^1].Last == major - 1)
            {
                runs[^1] = (runs[^1].First, major);
            }
            else
            {
                runs.Add((major, major));
            }
        }

        return string.Join(", ", runs.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}-{run.Last}"));
    }

    private static IEnumerable<int> ReadMajors(string text) => text.Split(", ").SelectMany(run =>
    {
        var ends = run.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });

    // A bar ends a cell, and < begins a tag, in code as well as in text on some hosts.
    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Unescape(string text) => text.Replace("\\|", "|", StringComparison.Ordinal);
}
