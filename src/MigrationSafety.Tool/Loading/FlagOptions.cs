using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationSafety.Tool.Loading;

/// <summary>The options of the command line before those of the project's files.</summary>
internal sealed class FlagOptions(AnalyzerConfigOptionsProvider files, IReadOnlyDictionary<string, string> flags) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Flagged(files.GlobalOptions, flags);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Flagged(files.GetOptions(tree), flags);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Flagged(files.GetOptions(textFile), flags);

    private sealed class Flagged(AnalyzerConfigOptions file, IReadOnlyDictionary<string, string> flags) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => file.Keys.Concat(flags.Keys).Distinct();

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            flags.TryGetValue(key, out value) || file.TryGetValue(key, out value);
    }
}
