using System;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Core.Options;

namespace MigrationSafety.Analyzers.Options;

/// <summary>The options of one file, from the compiler's configuration.</summary>
internal sealed class ConfiguredOptions
{
    /// <summary>Set to false by the package's targets in all but one of a project's target frameworks.</summary>
    private static readonly OptionKey Analyze = new("migration_safety.analyze", "MigrationSafetyAnalyze");

    /// <summary>What the package's targets make of MigrationSafetyFailBuild, which depends on where the build runs.</summary>
    private static readonly OptionKey WarningsFail = new("migration_safety.warnings_fail", "MigrationSafetyWarningsFail");

    /// <summary>Set to false by the package's targets where no .editorconfig and no .globalconfig names a rule or an option.</summary>
    private static readonly OptionKey InEditorConfig = new("migration_safety.in_editor_config", "MigrationSafetyInEditorConfig");

    private ConfiguredOptions(SafetyOptions safety, StatisticsFile? statistics, ImmutableArray<InvalidOptionValue> invalid)
    {
        Safety = statistics is null ? safety : safety with { Statistics = statistics.Statistics(CancellationToken.None) };
        StatisticsFile = statistics;
        Invalid = invalid;
    }

    public SafetyOptions Safety { get; }

    public ImmutableArray<InvalidOptionValue> Invalid { get; }

    /// <summary>The file of <see cref="SafetyOptions.Statistics"/>, or null.</summary>
    public StatisticsFile? StatisticsFile { get; }

    /// <summary>The same options, and one more that cannot be read.</summary>
    public ConfiguredOptions With(InvalidOptionValue error) => new(Safety, StatisticsFile, Invalid.Add(error));

    public static ConfiguredOptions Of(AnalyzerConfigOptions file, AnalyzerConfigOptionsProvider provider, StatisticsFileSet statistics)
    {
        var global = provider.GlobalOptions;
        string? Lookup(string key) => file.TryGetValue(key, out var value) || global.TryGetValue(key, out value) ? value : null;
        var reading = SafetyOptionsReader.Read(Lookup);
        var found = statistics.Find(reading.Options.StatisticsFile, out var error);
        return new ConfiguredOptions(reading.Options, found, error is null ? reading.Invalid : reading.Invalid.Add(error));
    }

    /// <summary>
    /// What .editorconfig says of a file: files with the same text have the same options. A compiler gives each file an object
    /// of its own, and most of them say nothing. MSBuild properties are the same for all.
    /// </summary>
    public static string OwnSettings(AnalyzerConfigOptions file)
    {
        var own = "";
        foreach (var key in OptionKeys.All)
        {
            if (file.TryGetValue(key.EditorConfig, out var value))
            {
                own += key.EditorConfig + "=" + value + "\n";
            }
        }

        return own;
    }

    public static bool IsAnalysisOff(AnalyzerConfigOptionsProvider provider) => Is(provider, Analyze, "false");

    /// <summary>
    /// True where a build has looked, and no file that sets things for single files names a rule or an option. An IDE may
    /// know newer ones than its last build.
    /// </summary>
    public static bool AreAlikeInAllFiles(AnalyzerConfigOptionsProvider provider) => Is(provider, InEditorConfig, "false");

    /// <summary>True where the team wants warnings to fail this build.</summary>
    public static bool DoWarningsFail(AnalyzerConfigOptionsProvider provider) => Is(provider, WarningsFail, "true");

    private static bool Is(AnalyzerConfigOptionsProvider provider, OptionKey key, string expected) =>
        provider.GlobalOptions.TryGetValue(key.BuildProperty, out var value)
        && string.Equals(value.Trim(), expected, StringComparison.OrdinalIgnoreCase);
}
