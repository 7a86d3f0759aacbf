using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Core.Options;

namespace MigrationSafety.Analyzers.Options;

/// <summary>The options of one file, from the compiler's configuration.</summary>
internal sealed class ConfiguredOptions
{
    /// <summary>Set to false by the package's targets in all but one of a project's target frameworks.</summary>
    private static readonly OptionKey Analyze = new("migration_safety.analyze", "MigrationSafetyAnalyze");

    private ConfiguredOptions(SafetyOptions safety, ImmutableArray<InvalidOptionValue> invalid)
    {
        Safety = safety;
        Invalid = invalid;
    }

    public SafetyOptions Safety { get; }

    public ImmutableArray<InvalidOptionValue> Invalid { get; }

    /// <summary>The same options, and one more that cannot be read.</summary>
    public ConfiguredOptions With(InvalidOptionValue error) => new(Safety, Invalid.Add(error));

    public static ConfiguredOptions Of(AnalyzerConfigOptions file, AnalyzerConfigOptionsProvider provider)
    {
        var global = provider.GlobalOptions;
        string? Lookup(string key) => file.TryGetValue(key, out var value) || global.TryGetValue(key, out value) ? value : null;
        var reading = SafetyOptionsReader.Read(Lookup);
        return new ConfiguredOptions(reading.Options, reading.Invalid);
    }

    public static bool IsAnalysisOff(AnalyzerConfigOptionsProvider provider) =>
        provider.GlobalOptions.TryGetValue(Analyze.BuildProperty, out var value)
        && string.Equals(value.Trim(), "false", StringComparison.OrdinalIgnoreCase);
}
