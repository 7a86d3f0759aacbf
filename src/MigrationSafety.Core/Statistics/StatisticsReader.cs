using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Statistics;

/// <summary>Reads a statistics file. A mistyped member is told, since its size would silently be missing.</summary>
internal sealed class StatisticsReader
{
    /// <summary>The format that is described in docs/statistics.md.</summary>
    public const int FormatVersion = 1;

    private readonly List<StatisticsProblem> problems = new();

    public static StatisticsReading Read(string json)
    {
        var reader = new StatisticsReader();
        var statistics = reader.File(json);
        return new StatisticsReading(
            statistics, reader.problems.OrderBy(static p => p.Span.Start).ToImmutableArray());
    }

    private DatabaseStatistics? File(string json)
    {
        if (JsonSyntax.Check(json) is { } error)
        {
            const string Until = "Correct the file; until then no sizes are known";
            Tell(new TextSpan(error.Position, error.Position < json.Length ? 1 : 0), "", error.Expected + " is expected here", Until);
            return null;
        }

        var root = JsonTape.Read(json);
        if (!IsObject(root, "", "Correct the file; until then no sizes are known"))
        {
            return null;
        }

        CheckMembers(root, "", StatisticsMembers.OfFile);
        if (root[StatisticsMembers.FormatVersion] is { Exists: true } version && version.Double != FormatVersion)
        {
            Tell(version.Span, StatisticsMembers.FormatVersion, $"this version of MigrationSafety reads format {FormatVersion}",
                "Write that format, or update MigrationSafety; until then no sizes are known");
            return null;
        }

        return new DatabaseStatistics
        {
            ServerVersion = Text(root, "", StatisticsMembers.ServerVersion),
            TakenAt = Day(root),
            Speed = Positive(root, "", StatisticsMembers.Speed) ?? 1,
            Tables = Tables(root),
        };
    }

    private ImmutableDictionary<QualifiedName, TableStatistics> Tables(JsonNode root)
    {
        var tables = ImmutableDictionary.CreateBuilder<QualifiedName, TableStatistics>();
        var list = root[StatisticsMembers.Tables];
        if (!list.Exists)
        {
            Tell(root.Span, StatisticsMembers.Tables, "it is missing", "Add an array of tables; until then no sizes are known");
            return tables.ToImmutable();
        }

        foreach (var (node, path) in Items(list, StatisticsMembers.Tables))
        {
            if (Table(node, path) is not { } table)
            {
                continue;
            }

            if (tables.ContainsKey(table.Name))
            {
                Tell(node.Span, path, $"\"{table.Name}\" is listed before", "Remove one of the two; the first is used");
                continue;
            }

            tables.Add(table.Name, table);
        }

        return tables.ToImmutable();
    }

    private TableStatistics? Table(JsonNode node, string path)
    {
        if (!IsObject(node, path, "Write an object with name and rows; the entry is left out"))
        {
            return null;
        }

        CheckMembers(node, path, StatisticsMembers.OfTable);
        var schema = Text(node, path, StatisticsMembers.Schema);
        var name = Required(node, path, StatisticsMembers.Name) ? Text(node, path, StatisticsMembers.Name) : null;
        var rows = Required(node, path, StatisticsMembers.Rows) ? Whole(node, path, StatisticsMembers.Rows) : null;
        return name is null || rows is null ? null : new TableStatistics
        {
            Name = new QualifiedName(schema, name),
            Rows = rows.Value,
            HeapBytes = Whole(node, path, StatisticsMembers.HeapBytes),
            ToastBytes = Whole(node, path, StatisticsMembers.ToastBytes) ?? 0,
            Indexes = Indexes(node, path),
            WritesPerSecond = NotNegative(node, path, StatisticsMembers.WritesPerSecond),
        };
    }

    private ImmutableArray<IndexStatistics> Indexes(JsonNode table, string path)
    {
        var list = table[StatisticsMembers.Indexes];
        if (!Given(list))
        {
            return default;
        }

        var indexes = ImmutableArray.CreateBuilder<IndexStatistics>();
        foreach (var (node, indexPath) in Items(list, path + "." + StatisticsMembers.Indexes))
        {
            if (!IsObject(node, indexPath, "Write an object with name and bytes; the entry is left out"))
            {
                continue;
            }

            CheckMembers(node, indexPath, StatisticsMembers.OfIndex);
            if (Required(node, indexPath, StatisticsMembers.Name) && Text(node, indexPath, StatisticsMembers.Name) is { } name
                && Required(node, indexPath, StatisticsMembers.Bytes) && Whole(node, indexPath, StatisticsMembers.Bytes) is { } bytes)
            {
                indexes.Add(new IndexStatistics(name, bytes));
            }
        }

        return indexes.ToImmutable();
    }

    private IEnumerable<(JsonNode Node, string Path)> Items(JsonNode list, string path)
    {
        if (list.Kind != JsonKind.Array)
        {
            Tell(list.Span, path, "an array is expected", "Write [ ... ]; until then it counts as empty");
        }

        return list.Items.Select((node, index) => (node, path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]"));
    }

    // "$schema" and "$comment" are for editors and people.
    private void CheckMembers(JsonNode node, string path, ImmutableArray<string> known)
    {
        var seen = new HashSet<string>();
        foreach (var member in node.Properties)
        {
            if (!known.Contains(member.Key) && !member.Key.StartsWith("$", StringComparison.Ordinal))
            {
                Tell(member.Value.Span, Join(path, member.Key), "there is no such member", "Known are " + string.Join(", ", known));
            }
            else if (!seen.Add(member.Key))
            {
                Tell(member.Value.Span, Join(path, member.Key), "it is given twice", "Remove one of the two; the first is used");
            }
        }
    }

    private bool IsObject(JsonNode node, string path, string advice)
    {
        if (node.Kind == JsonKind.Object)
        {
            return true;
        }

        Tell(node.Span, path, "an object is expected", advice);
        return false;
    }

    private bool Required(JsonNode node, string path, string member)
    {
        if (Given(node[member]))
        {
            return true;
        }

        Tell(node.Span, Join(path, member), "it is missing", "Add it; until then the entry is left out");
        return false;
    }

    private string? Text(JsonNode node, string path, string member)
    {
        var value = node[member];
        if (Given(value) && string.IsNullOrEmpty(value.Text))
        {
            Tell(value.Span, Join(path, member), "a string is expected", "Correct it; until then it counts as missing");
            return null;
        }

        return value.Text;
    }

    private DateTime? Day(JsonNode root)
    {
        if (Text(root, "", StatisticsMembers.TakenAt) is not { } text)
        {
            return null;
        }

        // A date, or a date with a time behind it: what is of use is the day.
        if (DateTime.TryParseExact(text.Length > 10 && text[10] is 'T' or ' ' ? text.Substring(0, 10) : text, "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Tell(root[StatisticsMembers.TakenAt].Span, StatisticsMembers.TakenAt, "a date such as 2026-10-01 is expected",
            "Correct it; until then it counts as missing");
        return null;
    }

    private long? Whole(JsonNode node, string path, string member) =>
        Number(node, path, member, static n => n >= 0 && n <= 1e18 && Math.Floor(n) == n, "a whole number, 0 or more, is expected") is { } number
            ? (long)number
            : null;

    private double? NotNegative(JsonNode node, string path, string member) =>
        Number(node, path, member, static n => n is >= 0 and <= 1e18, "a number, 0 or more, is expected");

    private double? Positive(JsonNode node, string path, string member) =>
        Number(node, path, member, static n => n is >= 0.001 and <= 1000, "a number from 0.001 to 1000 is expected");

    private double? Number(JsonNode node, string path, string member, Func<double, bool> fits, string expected)
    {
        var value = node[member];
        if (!Given(value))
        {
            return null;
        }

        if (value.Double is { } number && fits(number))
        {
            return number;
        }

        Tell(value.Span, Join(path, member), expected, "Correct it; until then it counts as missing");
        return null;
    }

    // null says "not known", as a tool writes it.
    private static bool Given(JsonNode value) => value.Exists && value.Kind != JsonKind.Null;

    private static string Join(string path, string member) => path.Length == 0 ? member : path + "." + member;

    private void Tell(TextSpan span, string path, string reason, string advice) => problems.Add(new StatisticsProblem(span, path, reason, advice));
}
