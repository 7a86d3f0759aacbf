using System;
using MigrationSafety.Core.Options;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// What an old code base hears on the first day. migration_safety.deployed_through names the last migration in production;
/// where nobody set it and there is no baseline, only the newest migration of each context is judged in full.
/// </summary>
internal static class FirstDay
{
    /// <summary>"Judge each migration as if all earlier ones were deployed."</summary>
    public const string None = "none";

    /// <summary>From this number of migrations on MIG9005 asks.</summary>
    public const int ManyMigrations = 5;

    /// <summary>True for a migration that is in production: it is history, and never judged.</summary>
    public static bool IsDeployed(string migrationId, SafetyOptions options) =>
        options.DeployedThrough is { } last && !IsNone(last) && CompareIds(migrationId, last) <= 0;

    /// <summary>True where tables of earlier migrations of the chain may be new: only an id tells which are not deployed.</summary>
    public static bool KnowsUndeployed(SafetyOptions options) => options.DeployedThrough is { } last && !IsNone(last);

    /// <summary>True for an older migration where nobody said what is deployed: whatever is found in it is a suggestion.</summary>
    public static bool OnlySuggests(bool isNewestOfContext, SafetyOptions options, bool hasBaseline) =>
        !isNewestOfContext && !hasBaseline && options.DeployedThrough is null;

    /// <summary>The severity of a finding, lowered where <see cref="OnlySuggests"/>.</summary>
    public static Severity SeverityOf(Finding finding, bool isNewestOfContext, SafetyOptions options, bool hasBaseline) =>
        OnlySuggests(isNewestOfContext, options, hasBaseline) ? Severity.Info : finding.Severity;

    /// <summary>True where MIG9005 is due, once for each context, at its newest migration.</summary>
    public static bool MustAsk(int migrationsOfContext, SafetyOptions options, bool hasBaseline) =>
        !hasBaseline && options.DeployedThrough is null && migrationsOfContext >= ManyMigrations;

    private static bool IsNone(string deployedThrough) => string.Equals(deployedThrough, None, StringComparison.OrdinalIgnoreCase);

    // EF Core orders ids by ordinal comparison. The time stamp alone names a migration as well.
    private static int CompareIds(string id, string last) =>
        IsTimeStamp(last) && id.StartsWith(last + "_", StringComparison.Ordinal) ? 0 : string.CompareOrdinal(id, last);

    private static bool IsTimeStamp(string text) => text.Length == 14 && text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length == 0;
}
