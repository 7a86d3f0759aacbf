using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>MIG9004 for suppressions in SQL comments: they match nothing, or their day has passed.</summary>
internal static class UnusedComments
{
    private static readonly RuleDescriptor Rule = new UnusedSuppression().Descriptor;

    /// <summary>
    /// <paramref name="findings"/>: all that the rules found, also what others stand for and what is switched off.
    /// <paramref name="knowsCode"/>: false where the rules that look at the application's code had nothing to look at.
    /// </summary>
    public static IEnumerable<Finding> Of(ChangeSet changeSet, IReadOnlyList<Finding> findings, DateTime today, bool knowsCode)
    {
        foreach (var step in changeSet.Steps)
        {
            if (!step.Suppressions.IsEmpty)
            {
                return Find(changeSet, findings, today, knowsCode);
            }
        }

        return [];
    }

    private static IEnumerable<Finding> Find(ChangeSet changeSet, IReadOnlyList<Finding> findings, DateTime today, bool knowsCode)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var unused = new List<(Finding Finding, string Key)>();
        foreach (var step in changeSet.Steps)
        {
            // Nothing of a text with a syntax error was judged.
            foreach (var comment in step.SyntaxError is null ? step.Suppressions : ImmutableArray<SqlSuppression>.Empty)
            {
                var own = findings.Where(f => f.Step == step.Index && SqlSuppressions.IsAbout(comment, f)).Select(static f => f.Rule.Id).ToList();
                if (SqlSuppressions.IsExpired(comment, today))
                {
                    unused.Add((Report(step, comment, comment.Ids, " was valid until " + comment.Until!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        own.Count > 0 ? "look at the finding again, then remove the comment or give it a new day" : "remove it"), ""));
                }
                else if (comment.Ids.IsEmpty)
                {
                    unused.Add((Report(step, comment, comment.Ids, " names no rule", "write the rule's id after \"ignore\""), ""));
                }
                else
                {
                    var rest = comment.Ids.Where(id => !own.Contains(id) && (knowsCode || !LooksAtCode(id))).ToImmutableArray();
                    if (rest.IsEmpty)
                    {
                        used.Add(Key(comment));
                    }
                    else
                    {
                        unused.Add((Report(step, comment, rest, " matches no finding", "remove it"), Key(comment)));
                    }
                }
            }
        }

        // A loop or a helper runs one text for several tables: what one of them needs is not unused.
        return unused.Where(u => !used.Contains(u.Key)).Select(static u => u.Finding);
    }

    private static bool LooksAtCode(string id) => id.StartsWith("MIG2", StringComparison.OrdinalIgnoreCase);

    private static string Key(SqlSuppression comment) => string.Join(",", comment.Ids) + "|" + comment.Reason + "|" + comment.Until;

    private static Finding Report(ChangeStep step, SqlSuppression comment, ImmutableArray<string> ids, string problem, string advice) => new()
    {
        Rule = Rule,
        Severity = Rule.DefaultSeverity,
        Step = step.Index,
        Span = comment.Span,
        Arguments = ImmutableArray.Create(
            (ids.IsEmpty ? "This comment" : "The comment that ignores " + ChangeWording.List(ids)) + problem, advice),
    };
}
