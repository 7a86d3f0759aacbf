using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Analyzers.Files;

/// <summary>The .sql files among a project's AdditionalFiles.</summary>
internal sealed class SqlFileSet
{
    private readonly ImmutableArray<SqlFile> files;

    public SqlFileSet(AnalyzerOptions options) =>
        files = options.AdditionalFiles
            .Where(static file => file.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(file => new SqlFile(file, options.AnalyzerConfigOptionsProvider.GetOptions(file)))
            .ToImmutableArray();

    public bool IsEmpty => files.IsEmpty;

    /// <summary>Files that are judged by themselves, in the order of their paths.</summary>
    public IEnumerable<SqlFile> Judged => files.Where(static file => file.IsJudged);

    public SqlFile? ByPath(string path) => IndexOf(files, path) is >= 0 and var index ? files[index] : null;

    /// <summary>Where a path stands among files in the order of their paths; negative where it does not.</summary>
    public static int IndexOf(ImmutableArray<SqlFile> files, string path)
    {
        var low = 0;
        for (var high = files.Length - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(files[middle].Path, path);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The file that a name in C# means; null where there is none, or more than one.</summary>
    public SqlFile? Find(SqlFileReference reference)
    {
        SqlFile? best = null;
        var bestMatch = 0;
        var ambiguous = false;
        foreach (var file in files)
        {
            var match = file.Match(reference);
            if (match > bestMatch)
            {
                best = file;
                bestMatch = match;
                ambiguous = false;
            }
            else if (match == bestMatch && match > 0)
            {
                ambiguous = true;
            }
        }

        return ambiguous ? null : best;
    }

    /// <summary>Puts the text of files into the steps that read them.</summary>
    public ChangeSet Resolve(MigrationReading reading, ChangeSet changeSet, CancellationToken cancellationToken)
    {
        var steps = changeSet.Steps.ToBuilder();
        for (var i = 0; i < steps.Count; i++)
        {
            if (reading.Steps[i].File is { } reference)
            {
                var text = Find(reference)?.Text.GetText(cancellationToken)?.ToString();
                steps[i] = text is not null
                    ? steps[i] with { Sql = text }
                    : steps[i] with
                    {
                        Unknown = steps[i].Unknown.Add(new SqlProblem(
                            "the file " + reference.Name + " is not among the project's AdditionalFiles (MigrationSafetySql)", null)),
                    };
            }
        }

        return changeSet with { Steps = steps.ToImmutable() };
    }
}
