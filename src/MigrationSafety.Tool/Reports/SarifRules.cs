using System.IO;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Rules;
using MigrationSafety.Tool.Reports.Sarif;

namespace MigrationSafety.Tool.Reports;

/// <summary>The rules' metadata in SARIF; the help is the rule's page.</summary>
internal static class SarifRules
{
    public static SarifRule Of(RuleDescriptor rule) => new(
        rule.Id,
        rule.Name,
        new SarifMessage(rule.Title + "."),
        new SarifMessage(rule.Description),
        new SarifHelp(rule.Description + " " + rule.HelpLink, PageOf(rule)),
        rule.HelpLink,
        new SarifConfiguration(Level(rule.DefaultSeverity)),
        new SarifRuleProperties(
            rule.Category,
            RecipeBook.InPlaceIds.Contains(rule.Id) ? "in place" : "none",
            ["postgresql", "efcore", "migrations", rule.Category],
            "high",
            rule.DefaultSeverity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "recommendation" }));

    public static string Level(Severity severity) => severity == Severity.Info ? "note" : FindingText.Of(severity);

    private static string PageOf(RuleDescriptor rule)
    {
        using var page = new StreamReader(typeof(SarifRules).Assembly.GetManifestResourceStream(rule.Id + ".md")!);
        // Links between pages lead to the repository.
        return page.ReadToEnd()
            .Replace("](../", "](https://github.com/migrationsafety/migrationsafety/blob/main/docs/", System.StringComparison.Ordinal)
            .Replace("](MIG", "](https://github.com/migrationsafety/migrationsafety/blob/main/docs/rules/MIG", System.StringComparison.Ordinal);
    }
}
