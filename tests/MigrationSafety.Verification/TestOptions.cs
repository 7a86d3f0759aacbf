using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationSafety.Verification;

/// <summary>An .editorconfig and MSBuild properties, as the compiler hands them to an analyzer.</summary>
public sealed class TestOptions : AnalyzerConfigOptionsProvider
{
    private readonly Values global;
    private readonly ImmutableArray<(string PathPrefix, string Key, string Value)> files;

    public TestOptions(ImmutableDictionary<string, string> global, ImmutableArray<(string PathPrefix, string Key, string Value)> files)
    {
        this.global = new Values(global);
        this.files = files;
    }

    public override AnalyzerConfigOptions GlobalOptions => global;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Of(tree.FilePath);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Of(textFile.Path);

    private Values Of(string path) => new(files
        .Where(file => path.StartsWith(file.PathPrefix, StringComparison.Ordinal))
        .Aggregate(global.Map, static (map, file) => map.SetItem(file.Key, file.Value)));

    private sealed class Values(ImmutableDictionary<string, string> map) : AnalyzerConfigOptions
    {
        public ImmutableDictionary<string, string> Map => map;

        public override IEnumerable<string> Keys => map.Keys;

        public override bool TryGetValue(string key, out string value)
        {
            var found = map.TryGetValue(key, out var text);
            value = text ?? "";
            return found;
        }
    }
}
