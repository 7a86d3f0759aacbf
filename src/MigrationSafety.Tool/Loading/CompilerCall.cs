using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Tool.Loading;

/// <summary>
/// The compiler's command line for one project and target framework, as MSBuild makes it. No second model of a project that
/// could differ from the build: whatever SDK, props and targets it has, this is what they ask of the compiler.
/// </summary>
internal sealed record CompilerCall
{
    public required string Project { get; init; }

    public required string? Framework { get; init; }

    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Projects whose output it is compiled against.</summary>
    public required ImmutableArray<string> References { get; init; }

    /// <summary>References that are outputs of projects: the project's file by the reference's path.</summary>
    public required IReadOnlyDictionary<string, string> OutputsOfProjects { get; init; }

    /// <summary>False in all target frameworks of a project but the one that is judged.</summary>
    public required bool IsJudged { get; init; }

    /// <summary>One call for each target framework.</summary>
    public static async Task<IReadOnlyList<CompilerCall>> OfAsync(string project, LoadRequest request, CancellationToken cancellationToken)
    {
        var calls = new List<CompilerCall>();
        foreach (var framework in await FrameworksAsync(project, request, cancellationToken).ConfigureAwait(false))
        {
            calls.Add(await OfAsync(project, framework, request, cancellationToken).ConfigureAwait(false));
        }

        return calls;
    }

    private static async Task<IReadOnlyList<string?>> FrameworksAsync(string project, LoadRequest request, CancellationToken cancellationToken)
    {
        using var json = await MSBuildAsync(
            project, ["-getProperty:TargetFramework", "-getProperty:TargetFrameworks", .. Common(request)], cancellationToken).ConfigureAwait(false);
        var all = Property(json, "TargetFrameworks").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.Length == 0 ? new string?[] { null }
            : request.Framework is { } wanted && all.Contains(wanted, StringComparer.OrdinalIgnoreCase) ? [wanted]
            : all;
    }

    private static async Task<CompilerCall> OfAsync(string project, string? framework, LoadRequest request, CancellationToken cancellationToken)
    {
        List<string> arguments =
        [
            "-t:Compile",
            "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true",
            "-p:DesignTimeBuild=true",
            "-p:BuildingProject=false",
            "-p:BuildProjectReferences=false",
            // An output that is never there: the compile target is not skipped as up to date.
            "-p:NonExistentFile=__NonExistentSubDir__/__NonExistentFile__",
            "-getItem:CscCommandLineArgs",
            "-getItem:ProjectReference",
            "-getItem:ReferencePathWithRefAssemblies",
            "-getProperty:MigrationSafetyAnalyze",
            .. Common(request),
        ];
        if (framework is not null)
        {
            arguments.Add("-p:TargetFramework=" + framework);
            if (framework == request.Framework)
            {
                arguments.Add("-p:MigrationSafetyAnalyze=true");
            }
        }

        if (request.Baseline is { } baseline)
        {
            arguments.Add("-p:MigrationSafetyBaseline=" + baseline);
        }

        using var json = await MSBuildAsync(project, arguments, cancellationToken).ConfigureAwait(false);
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in Items(json, "ReferencePathWithRefAssemblies"))
        {
            if (Metadata(reference, "MSBuildSourceProjectFile") is { Length: > 0 } source)
            {
                outputs[Metadata(reference, "FullPath")!] = Path.GetFullPath(source);
            }
        }

        return new CompilerCall
        {
            Project = project,
            Framework = framework,
            Arguments = [.. Items(json, "CscCommandLineArgs").Select(static item => Metadata(item, "Identity")!)],
            References =
            [
                .. Items(json, "ProjectReference")
                    .Where(static item => !string.Equals(Metadata(item, "ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase))
                    .Where(static item => Metadata(item, "OutputItemType") is null or "")
                    .Select(static item => Metadata(item, "FullPath")!)
                    .Where(static path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) && File.Exists(path))
                    .Distinct(StringComparer.Ordinal),
            ],
            OutputsOfProjects = outputs,
            IsJudged = !string.Equals(Property(json, "MigrationSafetyAnalyze").Trim(), "false", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static IEnumerable<string> Common(LoadRequest request)
    {
        // The package's targets, for projects that do not have the package: options, SQL files and the baseline arrive the same way.
        yield return "-p:CustomAfterMicrosoftCommonTargets=" + Path.Combine(AppContext.BaseDirectory, "build", "MigrationSafety.Analyzers.targets");
        yield return "-nologo";
        if (request.Configuration is { } configuration)
        {
            yield return "-p:Configuration=" + configuration;
        }
    }

    private static async Task<JsonDocument> MSBuildAsync(string project, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await DotNet.RunAsync(["msbuild", project, .. arguments], Path.GetDirectoryName(project)!, cancellationToken).ConfigureAwait(false);
        var start = result.Output.IndexOf('{');
        if (result.ExitCode != 0 || start < 0)
        {
            throw new ToolException($"{project} cannot be loaded: {result.FirstErrors()}");
        }

        try
        {
            return JsonDocument.Parse(result.Output[start..]);
        }
        catch (JsonException)
        {
            throw new ToolException($"{project} cannot be loaded: MSBuild's answer is not understood. An SDK of version 8 or later is needed.");
        }
    }

    private static string Property(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty("Properties", out var properties) && properties.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static IEnumerable<JsonElement> Items(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty("Items", out var items) && items.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static string? Metadata(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
