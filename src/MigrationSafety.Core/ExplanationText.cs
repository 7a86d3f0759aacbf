using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core;

/// <summary>
/// An explanation as text, one line for each statement:
/// <c>1. CREATE INDEX ix ON orders (a) -> SHARE on "orders" (blocks writes): scan, index build</c>.
/// </summary>
internal static class ExplanationText
{
    private const int MaxStatementLength = 80;

    public static string Of(Explanation explanation)
    {
        var lines = new List<string>();
        AddError(lines, "syntax error", explanation.Error);
        AddError(lines, "syntax error in the schema", explanation.SchemaError);
        for (var i = 0; i < explanation.Statements.Length; i++)
        {
            var statement = explanation.Statements[i];
            lines.Add((i + 1).ToString(CultureInfo.InvariantCulture) + ". " + Shorten(statement.Sql) + " -> " + Line(statement.Effects) + Sizes(statement));
        }

        lines.AddRange(explanation.Unknown.Select(static u => "not analyzed: " + u));
        return string.Join("\n", lines);
    }

    private static string Sizes(StatementExplanation statement) =>
        string.Concat(statement.Sizes.Select(static t => "; \"" + t.Name + "\": " + SizeWording.Of(t)))
        + (statement.Estimate is { } estimate ? "; " + estimate : "");

    private static void AddError(List<string> lines, string what, SqlSyntaxError? error)
    {
        if (error is not null)
        {
            var place = error.Position < 0 ? "" : " at character " + (error.Position + 1).ToString(CultureInfo.InvariantCulture);
            lines.Add(what + place + ": " + error.Message);
        }
    }

    private static string Line(ChangeEffects effects)
    {
        var parts = new List<string>();
        if (effects.FailsWith is not null)
        {
            parts.Add("fails with " + effects.FailsWith + ": " + effects.FailureReason);
        }

        parts.AddRange(effects.Relations.Select(Relation));
        if (effects.Relations.IsEmpty && effects.FailsWith is null)
        {
            parts.Add("locks no existing relation");
        }

        if (!effects.AllowedInTransaction)
        {
            parts.Add("not inside a transaction block");
        }

        if (effects.WaitsForOlderTransactions)
        {
            parts.Add("waits for all older transactions");
        }

        return string.Join("; ", parts);
    }

    private static string Relation(RelationEffect effect)
    {
        var work = new List<string>();
        if (effect.Rewrites)
        {
            work.Add("rewrite");
        }

        if (effect.Scans)
        {
            work.Add("scan");
        }

        if (effect.BuildsIndex)
        {
            work.Add("index build");
        }

        if (effect.NewFile)
        {
            work.Add("new file");
        }

        return effect.Lock.SqlName() + " on \"" + effect.Relation + "\" (" + effect.Lock.Blocks() + ")"
            + (work.Count == 0 ? "" : ": " + string.Join(", ", work))
            + (effect.IsAssumed ? " (assumed)" : "");
    }

    private static string Shorten(string sql)
    {
        var line = string.Join(" ", sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxStatementLength)
        {
            return line;
        }

        var end = MaxStatementLength - 3;
        // Half of a surrogate pair is no character.
        return line.Substring(0, char.IsHighSurrogate(line[end - 1]) ? end - 1 : end) + "...";
    }
}
