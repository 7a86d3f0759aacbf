using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Core.Options;

namespace MigrationSafety.Analyzers.Files;

/// <summary>The baselines among a project's AdditionalFiles, by the name that the options give.</summary>
internal sealed class BaselineSet
{
    private readonly ImmutableArray<AdditionalText> files;
    private readonly ConcurrentDictionary<string, BaselineFile?> read = new(StringComparer.Ordinal);

    public BaselineSet(ImmutableArray<AdditionalText> files) =>
        this.files = files.Where(static file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToImmutableArray();

    public bool IsEmpty => files.IsEmpty;

    /// <summary>The file in force; null where there is none, or it cannot be read.</summary>
    public BaselineFile? Of(SafetyOptions options) => Find(options) is { Reading.Baseline: not null } file ? file : null;

    /// <summary>What is wrong with the file that the options name.</summary>
    public InvalidOptionValue? ErrorOf(SafetyOptions options) => Find(options) switch
    {
        { Reading.Error: { } error } file => Invalid(file.Name, error),
        null when options.BaselineFile is { } named => Invalid(named, "no file of this name is among the project's AdditionalFiles"),
        _ => null,
    };

    private static InvalidOptionValue Invalid(string value, string reason) =>
        new(OptionKeys.Baseline.EditorConfig, value, reason, "No baseline");

    private BaselineFile? Find(SafetyOptions options)
    {
        if (files.IsEmpty)
        {
            return null;
        }

        var name = Name(options.BaselineFile ?? Baseline.DefaultFileName);
        return read.GetOrAdd(name, wanted =>
            files.FirstOrDefault(file => string.Equals(Name(file.Path), wanted, StringComparison.OrdinalIgnoreCase)) is { } found
                ? new BaselineFile(found)
                : null);
    }

    // The property names a path, the compiler hands on the file: the name is what both have.
    private static string Name(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
