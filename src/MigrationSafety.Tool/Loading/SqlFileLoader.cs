using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.Baselines;

namespace MigrationSafety.Tool.Loading;

/// <summary>SQL files without a project: one in memory that holds nothing else, with the .editorconfig files above them.</summary>
internal static class SqlFileLoader
{
    private static readonly string[] ConfigNames = [".editorconfig", ".globalconfig"];

    public static LoadedProjects Load(LoadRequest request)
    {
        var id = ProjectId.CreateNewId();
        IEnumerable<string> files = request.Target.SqlFiles;
        if (BaselineOf(request) is { } baseline)
        {
            files = files.Append(baseline);
        }

        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "SQL files", "SQL files", LanguageNames.CSharp,
                additionalDocuments: files.Select(file => FileDocument.Of(id, file)))
            .WithAnalyzerConfigDocuments(ConfigsAbove(request.Target.SqlFiles).Select(file => FileDocument.Of(id, file))));
        return new LoadedProjects(workspace, [project]);
    }

    private static string? BaselineOf(LoadRequest request) =>
        request.Baseline ?? Above(request.Target.Folder).Select(static folder => Path.Combine(folder, Baseline.DefaultFileName)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> ConfigsAbove(ImmutableArray<string> files) =>
        files.Select(static file => Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal)
            .SelectMany(Above).Distinct(StringComparer.Ordinal)
            .SelectMany(static folder => ConfigNames.Select(name => Path.Combine(folder, name)))
            .Where(File.Exists);

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
