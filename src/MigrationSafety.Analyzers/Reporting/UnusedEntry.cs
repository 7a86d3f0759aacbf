using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Core.Baselines;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>MIG9004 for an entry of the baseline, reported in the baseline.</summary>
internal static class UnusedEntry
{
    public static Diagnostic Of(BaselineFile file, BaselineEntry entry, DateTime today) => Report(file, entry, entry.IsExpired(today)
        ? "was valid until " + entry.Until!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : entry.Count == 1 ? "matches no finding" : "matches fewer findings than its count says");

    public static Diagnostic OfMissingMigration(BaselineFile file, BaselineEntry entry) =>
        Report(file, entry, "names a migration that is not in this project");

    private static Diagnostic Report(BaselineFile file, BaselineEntry entry, string problem) => DiagnosticFactory.Create(
        "MIG9004",
        file.LocationOf(entry),
        "The baseline's entry for " + entry.Rule + (entry.On.Length == 0 ? "" : " on \"" + entry.On + "\"") + " in " + entry.Place.In + " " + problem,
        "remove it, or run dotnet migration-safety baseline --prune");
}
