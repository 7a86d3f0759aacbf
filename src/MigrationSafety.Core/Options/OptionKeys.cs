using System.Collections.Immutable;

namespace MigrationSafety.Core.Options;

/// <summary>One option: its key in .editorconfig and .globalconfig, and its MSBuild property, empty where it has none.</summary>
internal sealed record OptionKey(string EditorConfig, string Property = "")
{
    /// <summary>How the compiler names MSBuild properties among its options.</summary>
    public const string BuildPropertyPrefix = "build_property.";

    public string BuildProperty { get; } = BuildPropertyPrefix + Property;
}

/// <summary>All options; docs/options.md is tested against this list.</summary>
internal static class OptionKeys
{
    public static readonly OptionKey PostgreSqlVersion = new("migration_safety.postgresql_version", "MigrationSafetyPostgreSqlVersion");
    public static readonly OptionKey DeployedThrough = new("migration_safety.deployed_through", "MigrationSafetyDeployedThrough");
    public static readonly OptionKey SqlFilesInTransaction = new("migration_safety.sql_files_in_transaction", "MigrationSafetySqlFilesInTransaction");
    public static readonly OptionKey LockTimeoutSetByRuntime = new("migration_safety.lock_timeout_set_by_runtime", "MigrationSafetyLockTimeoutSetByRuntime");
    public static readonly OptionKey IdempotentScripts = new("migration_safety.idempotent_scripts", "MigrationSafetyIdempotentScripts");
    public static readonly OptionKey SmallTableRows = new("migration_safety.small_table_rows", "MigrationSafetySmallTableRows");

    public static readonly OptionKey Baseline = new("migration_safety.baseline", "MigrationSafetyBaseline");
    public static readonly OptionKey Statistics = new("migration_safety.statistics", "MigrationSafetyStatistics");

    /// <summary>For .sql files, to which the severities of .editorconfig do not apply; a project has NoWarn.</summary>
    public static readonly OptionKey DisabledRules = new("migration_safety.disabled_rules");

    public static readonly ImmutableArray<OptionKey> All = ImmutableArray.Create(
        PostgreSqlVersion, DeployedThrough, SqlFilesInTransaction, LockTimeoutSetByRuntime, IdempotentScripts, DisabledRules, SmallTableRows, Baseline, Statistics);
}
