using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.Suppressions;

/// <summary>Finds suppressions among the comments that PostgreSQL's own scanner sees, so never inside a string.</summary>
internal static class SuppressionReader
{
    public static ImmutableArray<SqlSuppression> Read(string sql, ReadingBuilder found)
    {
        if (sql.IndexOf(SuppressionComment.Marker, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return ImmutableArray<SqlSuppression>.Empty;
        }

        var suppressions = new List<SqlSuppression>();
        Add(sql, 0, found.Statements, sql, suppressions);
        foreach (var body in found.DoBodies)
        {
            Add(sql.Substring(body.Span.Start, body.Span.Length), body.Span.Start, body.Statements, sql, suppressions);
        }

        return suppressions.OrderBy(s => s.Span.Start).ToImmutableArray();
    }

    private static void Add(
        string text, int offset, List<TextSpan> statements, string sql, List<SqlSuppression> suppressions)
    {
        foreach (var token in PostgresParser.Scan(text).Tokens)
        {
            if (token.Name is "SQL_COMMENT" or "C_COMMENT"
                && SuppressionComment.Parse(text.Substring(token.Start, token.End - token.Start)) is { } suppression)
            {
                var span = new TextSpan(offset + token.Start, token.End - token.Start);
                suppressions.Add(suppression with { Span = span, Statement = StatementOf(span, statements, sql) });
            }
        }
    }

    // Within a statement, or behind it on one of its lines: that statement. Else the next one.
    private static TextSpan? StatementOf(TextSpan comment, List<TextSpan> statements, string sql)
    {
        TextSpan? previous = null;
        foreach (var statement in statements)
        {
            if (statement.Start > comment.Start)
            {
                return previous is { } last && OnSameLine(sql, last.End, comment.Start) && !OnSameLine(sql, comment.End, statement.Start)
                    ? last
                    : statement;
            }

            if (comment.Start < statement.End)
            {
                return statement;
            }

            previous = statement;
        }

        return previous is { } before && OnSameLine(sql, before.End, comment.Start) ? before : null;
    }

    private static bool OnSameLine(string sql, int from, int to) => sql.IndexOf('\n', from, to - from) < 0;
}
