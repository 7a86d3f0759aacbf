using System.Collections.Generic;
using System.Linq;
using System.Text;
using MigrationSafety.Core.Sql;
using MigrationSafety.PgParser;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>The parts of <c>UPDATE table AS alias SET column = expression, ... WHERE ...</c>, by PostgreSQL's own tokens.</summary>
internal sealed record UpdateStatement(string Alias, IReadOnlyList<(string Column, string Expression)> Assignments, string? Where)
{
    /// <param name="sql">The statement.</param>
    /// <param name="literals">What each parameter stands for.</param>
    /// <param name="marker">Part of the name of the parameter that stands for the range; it becomes "true".</param>
    /// <returns>Null: it has another form, or its parameter for the range is not joined by AND with all the rest.</returns>
    public static UpdateStatement? Read(string sql, IReadOnlyDictionary<string, string> literals, string marker)
    {
        var text = Substitute(sql, literals, marker, out var markers);
        var tokens = PostgresParser.Scan(text).Tokens.Where(t => !t.Name.EndsWith("COMMENT", System.StringComparison.Ordinal)).ToArray();
        if (markers != 1 || TopLevel(tokens, "SET") is not { } set || TopLevel(tokens, "FROM") is not null || tokens[set - 2].Name != "AS")
        {
            return null;
        }

        var where = TopLevel(tokens, "WHERE");
        var end = tokens.Length > 0 && tokens[^1].Name == "ASCII_59" ? tokens.Length - 1 : tokens.Length;
        var assignments = Split(text, tokens, set + 1, where ?? end);
        return assignments is null || where is null
            ? null
            : new(SqlIdentifier.Read(Text(text, tokens[set - 1]))!, assignments, Condition(text, tokens, where.Value + 1, end));
    }

    private const string Always = "true";

    private static string Substitute(string sql, IReadOnlyDictionary<string, string> literals, string marker, out int markers)
    {
        markers = 0;
        var result = new StringBuilder();
        var copied = 0;
        var tokens = PostgresParser.Scan(sql).Tokens;
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (Text(sql, tokens[i]) != "@" || tokens[i].End != tokens[i + 1].Start || !literals.TryGetValue(Text(sql, tokens[i + 1]), out var literal))
            {
                continue;
            }

            var stands = Text(sql, tokens[i + 1]).Contains(marker, System.StringComparison.Ordinal);
            markers += stands ? 1 : 0;
            result.Append(sql, copied, tokens[i].Start - copied).Append(stands ? Always : literal);
            copied = tokens[i + 1].End;
        }

        return result.Append(sql, copied, sql.Length - copied).ToString();
    }

    private static int? TopLevel(ScanToken[] tokens, string name)
    {
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += Depth(tokens[i]);
            if (depth == 0 && tokens[i].Name == name)
            {
                return i;
            }
        }

        return null;
    }

    private static List<(string, string)>? Split(string text, ScanToken[] tokens, int from, int to)
    {
        var assignments = new List<(string, string)>();
        for (var start = from; start < to;)
        {
            var (depth, end) = (0, start);
            while (end < to && (depth > 0 || tokens[end].Name != "ASCII_44"))
            {
                depth += Depth(tokens[end++]);
            }

            if (end - start < 3 || tokens[start + 1].Name != "ASCII_61" || SqlIdentifier.Read(Text(text, tokens[start])) is not { } column)
            {
                return null;
            }

            assignments.Add((column, text[tokens[start + 2].Start..tokens[end - 1].End]));
            start = end + 1;
        }

        return assignments.Count == 0 ? null : assignments;
    }

    private static string? Condition(string text, ScanToken[] tokens, int from, int to) =>
        to - from == 1 ? null : text[tokens[from].Start..tokens[to - 1].End];

    private static int Depth(ScanToken token) => token.Name switch { "ASCII_40" => 1, "ASCII_41" => -1, _ => 0 };

    private static string Text(string text, ScanToken token) => text[token.Start..token.End];
}
