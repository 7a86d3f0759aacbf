using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Recipes.Rewriting;

/// <summary>
/// Takes a SQL text apart: a statement with a recipe becomes the recipe's calls, what stands between becomes calls of its own,
/// in the old order. Comments stay with the statement below them, or beside which they stand.
/// </summary>
internal sealed class SqlTextRewriter
{
    private readonly string text;
    private readonly IReadOnlyList<TextSpan> statements;
    private readonly IReadOnlyList<ScanToken> tokens;
    private readonly List<StepPart> parts = [];
    private int keptFrom;
    private int keptTo;

    private SqlTextRewriter(string text, IReadOnlyList<TextSpan> statements)
    {
        this.text = text;
        this.statements = statements;
        tokens = SqlStatementText.TokensOf(text);
    }

    /// <param name="text">The SQL text.</param>
    /// <param name="statements">Its top-level statements.</param>
    /// <param name="replace">The calls that take a statement's place, without comments; null keeps it.</param>
    public static IReadOnlyList<StepPart> Rewrite(
        string text, IReadOnlyList<TextSpan> statements, Func<TextSpan, IReadOnlyList<SqlStep>?> replace)
    {
        var rewriter = new SqlTextRewriter(text, statements);
        for (var i = 0; i < statements.Count; i++)
        {
            rewriter.Visit(i, replace(statements[i]));
        }

        rewriter.KeepRest();
        return rewriter.parts;
    }

    private void Visit(int index, IReadOnlyList<SqlStep>? steps)
    {
        var statement = statements[index];
        var isLast = index + 1 == statements.Count;
        var next = isLast ? text.Length : statements[index + 1].Start;
        var codeEnd = tokens.Last(t => t.Start < statement.End && !IsSemicolon(t)).End;
        var semicolon = tokens.FirstOrDefault(t => t.Start >= codeEnd && t.Start < next && IsSemicolon(t));
        var end = semicolon.End > 0 ? semicolon.End : statement.End;
        var besides = EndOfLineComment(end, next);
        if (steps is not null)
        {
            Keep();

            // Nothing may follow in the same call: comments inside or behind go before the statement.
            var above = text.Substring(keptTo, statement.Start - keptTo);
            var inside = text.Substring(codeEnd, (semicolon.End > 0 ? semicolon.Start : statement.End) - codeEnd);
            var behind = text.Substring(end, (isLast ? text.Length : besides) - end).Replace(";", "");
            Add(steps, new[] { above, inside, behind }, IndentBefore(statement.Start));
            keptFrom = besides;
        }

        keptTo = besides;
    }

    private void KeepRest()
    {
        if (keptFrom < keptTo)
        {
            keptTo = text.Length;
            Keep();
        }
    }

    private void Keep()
    {
        var kept = text.Substring(keptFrom, keptTo - keptFrom);
        var trimmed = kept.Trim();
        if (trimmed.Length > 0)
        {
            parts.Add(new SqlPart { Sql = trimmed, Indent = IndentBefore(keptFrom + kept.IndexOf(trimmed, StringComparison.Ordinal)) });
        }
    }

    private void Add(IReadOnlyList<SqlStep> steps, IEnumerable<string> comments, string indent)
    {
        var newLine = "\n" + indent;
        var above = string.Concat(comments.Select(static c => c.Trim()).Where(static c => c.Length > 0).Select(c => c + newLine));
        foreach (var step in steps)
        {
            var sql = string.Join(newLine, step.Statements.Select(static s => s + ";"));
            parts.Add(new SqlPart
            {
                Sql = step.IsMain ? above + sql : sql,
                Indent = indent,
                SuppressTransaction = step.SuppressTransaction,
            });
            above = step.IsMain ? "" : above;
        }
    }

    /// <summary>The end of a comment on the rest of the line, or where the line's code ends.</summary>
    private int EndOfLineComment(int end, int next)
    {
        var lineEnd = text.IndexOfAny(['\r', '\n'], end);
        lineEnd = lineEnd < 0 ? text.Length : lineEnd;
        return lineEnd <= next && text.Substring(end, lineEnd - end).TrimStart().StartsWith("--", StringComparison.Ordinal) ? lineEnd : end;
    }

    private bool IsSemicolon(ScanToken token) => text[token.Start] == ';';

    private string IndentBefore(int index)
    {
        var lineStart = text.LastIndexOfAny(['\r', '\n'], Math.Max(index - 1, 0)) + 1;
        var indent = text.Substring(lineStart, index - lineStart);
        return lineStart > 0 && string.IsNullOrWhiteSpace(indent) ? indent : "";
    }
}
