using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Options;
using Xunit;

namespace MigrationSafety.Core.Tests.Options;

public sealed class SafetyOptionsReaderTests
{
    [Fact]
    public void Nothing_set_means_the_defaults()
    {
        var reading = Read();
        Assert.Empty(reading.Invalid);
        Assert.Equal(SafetyOptions.Default, reading.Options);
    }

    [Fact]
    public void Every_option_can_be_set_by_key_and_by_property()
    {
        var expected = new SafetyOptions
        {
            PostgresVersion = new PostgresVersion(16),
            DeployedThrough = "20260101000000_Init",
            SqlFilesInTransaction = true,
            LockTimeoutSetByRuntime = true,
            IdempotentScripts = true,
            SmallTableRows = 500,
            StatisticsFile = "db/sizes.json",
        };
        (OptionKey Key, string Value)[] values =
        [
            (OptionKeys.PostgreSqlVersion, "16"), (OptionKeys.DeployedThrough, "20260101000000_Init"), (OptionKeys.SqlFilesInTransaction, "true"),
            (OptionKeys.LockTimeoutSetByRuntime, "true"), (OptionKeys.IdempotentScripts, "true"), (OptionKeys.SmallTableRows, "500"), (OptionKeys.Statistics, "db/sizes.json"),
        ];
        Assert.Equal(expected, Read(values.Select(v => (v.Key.EditorConfig, v.Value)).ToArray()).Options);
        Assert.Equal(expected, Read(values.Select(v => (v.Key.BuildProperty, v.Value)).ToArray()).Options);
    }

    [Fact]
    public void Disabled_rules_are_a_list() =>
        Assert.Equal(["MIG1001", "MIG1002", "mig5001"], Read(("migration_safety.disabled_rules", " MIG1001,, mig5001 | MIG1002")).Options.DisabledRules.Order(System.StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void The_editorconfig_key_wins() =>
        Assert.Equal(12, Read(("migration_safety.postgresql_version", "12"), ("build_property.MigrationSafetyPostgreSqlVersion", "17"))
            .Options.PostgresVersion.Major);

    [Theory]
    [InlineData("migration_safety.postgresql_version", "latest")]
    [InlineData("migration_safety.postgresql_version", "9.6")]
    [InlineData("migration_safety.postgresql_version", "19")]
    [InlineData("migration_safety.small_table_rows", "-1")]
    [InlineData("migration_safety.small_table_rows", "many")]
    [InlineData("migration_safety.sql_files_in_transaction", "yes")]
    [InlineData("build_property.MigrationSafetyLockTimeoutSetByRuntime", "1")]
    public void A_value_that_cannot_be_read_is_told_and_the_default_used(string key, string value)
    {
        var reading = Read((key, value));
        var invalid = Assert.Single(reading.Invalid);
        Assert.Equal(key.Replace("build_property.", ""), invalid.Key);
        Assert.Equal(value, invalid.Value);
        Assert.Equal(SafetyOptions.Default, reading.Options);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_value_is_none(string value) => Assert.Empty(Read(("migration_safety.postgresql_version", value)).Invalid);

    private static SafetyOptionsReading Read(params (string Key, string Value)[] settings)
    {
        var values = settings.ToDictionary(s => s.Key, s => s.Value);
        return SafetyOptionsReader.Read(values.GetValueOrDefault);
    }
}
