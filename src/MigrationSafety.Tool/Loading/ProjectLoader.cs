using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationSafety.Tool.Loading;

/// <summary>Loads projects with those they reference into a workspace.</summary>
internal static class ProjectLoader
{
    public static async Task<LoadedProjects> LoadAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        var file = request.Target.Project!;
        var wanted = await SolutionProjects.OfAsync(file, cancellationToken).ConfigureAwait(false);
        if (request.Restore)
        {
            await RestoreAsync(file, cancellationToken).ConfigureAwait(false);
        }

        var calls = await CallsAsync(wanted, request, cancellationToken).ConfigureAwait(false);
        if (request.Framework is { } framework && !wanted.Any(project => calls[project].Any(call => Is(call, framework))))
        {
            throw new ToolException($"No project of {file} has the target framework {framework}.");
        }

        var workspace = new AdhocWorkspace();
        var ids = calls.Values.SelectMany(static list => list).ToDictionary(static call => call, static call => ProjectId.CreateNewId(Name(call)));
        workspace.AddSolution(SolutionInfo.Create(
            SolutionId.CreateNewId(), VersionStamp.Default, file, ids.Select(pair => ToProject(pair.Key, pair.Value, calls, ids))));
        var judged = wanted.SelectMany(project => calls[project])
            .Where(static call => call.IsJudged)
            .Select(call => workspace.CurrentSolution.GetProject(ids[call])!)
            .ToImmutableArray();
        return new LoadedProjects(workspace, judged);
    }

    private static async Task RestoreAsync(string file, CancellationToken cancellationToken)
    {
        var result = await DotNet.RunAsync(["restore", file, "-v", "q", "--nologo"], Path.GetDirectoryName(file)!, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new ToolException($"{file} cannot be restored: {result.FirstErrors()}");
        }
    }

    /// <summary>The calls of all projects that can be reached, several at a time: each is an MSBuild process.</summary>
    private static async Task<Dictionary<string, IReadOnlyList<CompilerCall>>> CallsAsync(
        IReadOnlyList<string> wanted, LoadRequest request, CancellationToken cancellationToken)
    {
        var calls = new Dictionary<string, IReadOnlyList<CompilerCall>>(StringComparer.Ordinal);
        var next = wanted.ToList();
        while (next.Count > 0)
        {
            var found = new IReadOnlyList<CompilerCall>[next.Count];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, next.Count),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
                async (i, token) => found[i] = await CompilerCall.OfAsync(next[i], request, token).ConfigureAwait(false)).ConfigureAwait(false);
            for (var i = 0; i < next.Count; i++)
            {
                calls[next[i]] = found[i];
            }

            next = found.SelectMany(static list => list).SelectMany(static call => call.References).Distinct(StringComparer.Ordinal)
                .Where(project => !calls.ContainsKey(project)).ToList();
        }

        return calls;
    }

    private static ProjectInfo ToProject(
        CompilerCall call, ProjectId id, Dictionary<string, IReadOnlyList<CompilerCall>> calls, Dictionary<CompilerCall, ProjectId> ids)
    {
        var folder = Path.GetDirectoryName(call.Project)!;
        var arguments = CSharpCommandLineParser.Default.Parse(call.Arguments, folder, sdkDirectory: null);
        var references = arguments.MetadataReferences
            .Select(reference => (Path: Path.GetFullPath(reference.Reference, folder), reference.Properties))
            .Where(reference => !call.OutputsOfProjects.TryGetValue(reference.Path, out var project) || !calls.ContainsKey(project))
            .Where(static reference => File.Exists(reference.Path))
            .Select(static reference => MetadataReference.CreateFromFile(reference.Path, reference.Properties));
        return ProjectInfo.Create(
                id,
                VersionStamp.Default,
                Name(call),
                arguments.CompilationName ?? Path.GetFileNameWithoutExtension(arguments.OutputFileName) ?? Path.GetFileNameWithoutExtension(call.Project),
                LanguageNames.CSharp,
                call.Project,
                compilationOptions: arguments.CompilationOptions
                    .WithXmlReferenceResolver(null)
                    .WithStrongNameProvider(new DesktopStrongNameProvider(arguments.KeyFileSearchPaths)),
                parseOptions: arguments.ParseOptions,
                documents: arguments.SourceFiles.Select(source => ToDocument(id, source.Path, folder)),
                projectReferences: call.References.Where(calls.ContainsKey)
                    .Select(project => new ProjectReference(ids[Nearest(calls[project], call.Framework)])),
                metadataReferences: references,
                analyzerReferences: GeneratorLoader.ReferencesOf(arguments.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, folder))),
                additionalDocuments: arguments.AdditionalFiles.Select(source => ToDocument(id, source.Path, folder)))
            .WithAnalyzerConfigDocuments(arguments.AnalyzerConfigPaths.Select(path => ToDocument(id, path, folder)));
    }

    private static DocumentInfo ToDocument(ProjectId project, string path, string folder) =>
        FileDocument.Of(project, Path.GetFullPath(path, folder));

    private static CompilerCall Nearest(IReadOnlyList<CompilerCall> calls, string? framework) =>
        calls.FirstOrDefault(call => call.Framework == framework)
        ?? calls.FirstOrDefault(static call => call.IsJudged)
        ?? calls[0];

    private static bool Is(CompilerCall call, string framework) =>
        call.Framework is null
            ? call.Arguments.Any(argument => argument.Contains("/" + framework + "/", StringComparison.OrdinalIgnoreCase) || argument.Contains("\\" + framework + "\\", StringComparison.OrdinalIgnoreCase))
            : string.Equals(call.Framework, framework, StringComparison.OrdinalIgnoreCase);

    private static string Name(CompilerCall call) =>
        Path.GetFileNameWithoutExtension(call.Project) + (call.Framework is null ? "" : $" ({call.Framework})");
}
