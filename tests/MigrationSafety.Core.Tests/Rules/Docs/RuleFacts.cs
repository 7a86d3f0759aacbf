using System.Collections.Generic;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Rules;
using System.Linq;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>What a rule's page and the index must say of it, made from its descriptor.</summary>
internal static class RuleFacts
{
    public static IReadOnlyList<string> Table(RuleDescriptor rule)
    {
        List<string> rows =
        [
            "| | |",
            "|---|---|",
            $"| Id | {rule.Id} |",
            $"| Name | {rule.Name} |",
            $"| Category | {rule.Category} |",
            $"| Severity | {Severity(rule)} |",
            $"| Code fix | {Fix(rule)} |",
            "| Since | 0.1.0 |",
        ];
        if (rule.IsAboutSize && rule.DefaultSeverity != Core.Rules.Severity.Info)
        {
            rows.Add("| On a small table | suggestion ([statistics](../statistics.md)) |");
        }

        if (!rule.Absorbs.IsEmpty)
        {
            rows.Add($"| Takes in | {string.Join(", ", rule.Absorbs)} |");
        }

        return rows;
    }

    public static string IndexRow(RuleDescriptor rule) =>
        $"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {rule.Title} | {Severity(rule)} | {Fix(rule)} |";

    private static string Severity(RuleDescriptor rule) => rule.DefaultSeverity switch
    {
        Core.Rules.Severity.Error => "error",
        Core.Rules.Severity.Warning => "warning",
        _ => "suggestion",
    };

    // What there is, not what there may be one day.
    private static string Fix(RuleDescriptor rule) => RecipeBook.InPlaceIds.Contains(rule.Id) ? "in place" : "none: the message tells what to do";
}
