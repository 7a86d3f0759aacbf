using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>Every migration is judged, and every .sql file by itself.</summary>
internal sealed class Options : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.MigrationSafetyDeployedThrough"] = "none" });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(new() { ["build_metadata.AdditionalFiles.MigrationSafetySql"] = "true" });

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
