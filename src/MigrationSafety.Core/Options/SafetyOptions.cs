using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Options;

/// <summary>What a team can set; keys of .editorconfig or MSBuild properties (docs/options.md).</summary>
internal sealed record SafetyOptions
{
    private static readonly ImmutableHashSet<string> NoRules = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public static readonly SafetyOptions Default = new();

    /// <summary>migration_safety.postgresql_version</summary>
    public PostgresVersion PostgresVersion { get; init; } = PostgresVersion.Default;

    /// <summary>migration_safety.deployed_through: a migration id, "none", or null where nobody set it.</summary>
    public string? DeployedThrough { get; init; }

    /// <summary>migration_safety.sql_files_in_transaction</summary>
    public bool SqlFilesInTransaction { get; init; }

    /// <summary>migration_safety.lock_timeout_set_by_runtime</summary>
    public bool LockTimeoutSetByRuntime { get; init; }

    /// <summary>migration_safety.idempotent_scripts</summary>
    public bool IdempotentScripts { get; init; }

    /// <summary>migration_safety.disabled_rules</summary>
    public ImmutableHashSet<string> DisabledRules { get; init; } = NoRules;

    /// <summary>migration_safety.small_table_rows</summary>
    public long SmallTableRows { get; init; } = 10_000;

    /// <summary>migration_safety.baseline: a file among the AdditionalFiles; null where nobody named one.</summary>
    public string? BaselineFile { get; init; }

    /// <summary>migration_safety.statistics: a file's name, or the end of its path, among the AdditionalFiles.</summary>
    public string StatisticsFile { get; init; } = DatabaseStatistics.DefaultFileName;

    /// <summary>What stands in that file; null where there is none. Whoever reads the files puts it here.</summary>
    public DatabaseStatistics? Statistics { get; init; }

    /// <summary>The day on which suppressions expire; never stored, since a compiler server lives for days.</summary>
    public DateTime Today => FixedToday ?? DateTime.UtcNow.Date;

    /// <summary>A day that stands still, for tests.</summary>
    public DateTime? FixedToday { get; init; }
}
