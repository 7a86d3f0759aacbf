using System;
using System.Collections.Immutable;
using System.Globalization;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Options;

/// <summary>A value that cannot be read (MIG9003).</summary>
/// <param name="Key">The key or property as the user wrote it.</param>
/// <param name="Value">The value.</param>
/// <param name="Reason">Why it cannot be read.</param>
/// <param name="Used">What is used instead.</param>
internal sealed record InvalidOptionValue(string Key, string Value, string Reason, string Used)
{
    /// <summary>For MIG9003's message.</summary>
    public string[] Arguments => [Key + " = '" + Value + "'", Reason, Used + " is used instead"];
}

/// <summary>Options and what was wrong with them.</summary>
internal sealed record SafetyOptionsReading(SafetyOptions Options, ImmutableArray<InvalidOptionValue> Invalid);

/// <summary>Reads options: .editorconfig keys first, since they may differ from file to file, then MSBuild properties, then defaults.</summary>
internal sealed class SafetyOptionsReader
{
    private readonly Func<string, string?> lookup;
    private readonly ImmutableArray<InvalidOptionValue>.Builder invalid = ImmutableArray.CreateBuilder<InvalidOptionValue>();

    private SafetyOptionsReader(Func<string, string?> lookup) => this.lookup = lookup;

    /// <summary><paramref name="lookup"/> answers .editorconfig keys and <c>build_property.*</c>; null for what is not set.</summary>
    public static SafetyOptionsReading Read(Func<string, string?> lookup)
    {
        var reader = new SafetyOptionsReader(lookup);
        var options = new SafetyOptions
        {
            PostgresVersion = reader.Version(),
            DeployedThrough = reader.Text(OptionKeys.DeployedThrough)?.Value,
            SqlFilesInTransaction = reader.Flag(OptionKeys.SqlFilesInTransaction),
            LockTimeoutSetByRuntime = reader.Flag(OptionKeys.LockTimeoutSetByRuntime),
            IdempotentScripts = reader.Flag(OptionKeys.IdempotentScripts),
            DisabledRules = reader.Rules(),
            SmallTableRows = reader.Rows(),
            BaselineFile = reader.Text(OptionKeys.Baseline)?.Value,
            StatisticsFile = reader.Text(OptionKeys.Statistics)?.Value ?? DatabaseStatistics.DefaultFileName,
        };
        return new SafetyOptionsReading(options, reader.invalid.ToImmutable());
    }

    private PostgresVersion Version()
    {
        if (Text(OptionKeys.PostgreSqlVersion) is not { } found)
        {
            return PostgresVersion.Default;
        }

        if (!PostgresVersion.TryParse(found.Value, out var version))
        {
            Invalid(found, $"a major version from {PostgresVersion.Oldest} to {PostgresVersion.Newest} is expected", PostgresVersion.Default.ToString());
        }

        return version;
    }

    private bool Flag(OptionKey key)
    {
        if (Text(key) is not { } found)
        {
            return false;
        }

        if (!bool.TryParse(found.Value, out var flag))
        {
            Invalid(found, "true or false is expected", "false");
        }

        return flag;
    }

    private long Rows()
    {
        if (Text(OptionKeys.SmallTableRows) is not { } found)
        {
            return SafetyOptions.Default.SmallTableRows;
        }

        if (long.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
        {
            return rows;
        }

        var used = SafetyOptions.Default.SmallTableRows;
        Invalid(found, "a number of rows is expected", used.ToString(CultureInfo.InvariantCulture));
        return used;
    }

    // A semicolon would begin a comment in .editorconfig.
    private ImmutableHashSet<string> Rules()
    {
        var rules = SafetyOptions.Default.DisabledRules;
        return Text(OptionKeys.DisabledRules) is { } found
            ? rules.Union(found.Value.Split([',', ' ', '|'], StringSplitOptions.RemoveEmptyEntries))
            : rules;
    }

    private (string Key, string Value)? Text(OptionKey key) =>
        NotEmpty(key.EditorConfig) ?? (key.Property.Length > 0 ? NotEmpty(key.BuildProperty) : null);

    // A property that nobody set reaches the compiler as an empty value.
    private (string Key, string Value)? NotEmpty(string key) =>
        lookup(key)?.Trim() is { Length: > 0 } value ? (key, value) : null;

    private void Invalid((string Key, string Value) found, string reason, string used) =>
        invalid.Add(new InvalidOptionValue(found.Key.Replace(OptionKey.BuildPropertyPrefix, ""), found.Value, reason, used));
}
