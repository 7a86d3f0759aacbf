using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;

namespace MigrationSafety.Tool.Loading;

/// <summary>The C# projects of a project or solution file.</summary>
internal static class SolutionProjects
{
    public static async Task<IReadOnlyList<string>> OfAsync(string file, CancellationToken cancellationToken) =>
        Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".csproj" => [file],
            ".slnf" => OfFilter(file),
            _ => await OfSolutionAsync(file, cancellationToken).ConfigureAwait(false),
        };

    private static async Task<IReadOnlyList<string>> OfSolutionAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var serializer = SolutionSerializers.GetSerializerByMoniker(file)
                ?? throw new ToolException($"{file} is no solution file that can be read.");
            var solution = await serializer.OpenAsync(file, cancellationToken).ConfigureAwait(false);
            return Existing(file, solution.SolutionProjects.Select(static project => project.FilePath));
        }
        catch (Exception exception) when (exception is SolutionException or XmlException)
        {
            throw new ToolException($"{file} cannot be read: {exception.Message}");
        }
    }

    private static IReadOnlyList<string> OfFilter(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var solution = json.RootElement.GetProperty("solution");
            var path = Path.GetFullPath(Native(solution.GetProperty("path").GetString()!), Path.GetDirectoryName(file)!);
            return Existing(path, solution.GetProperty("projects").EnumerateArray().Select(static project => project.GetString()!));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ToolException($"{file} cannot be read: {exception.Message}");
        }
    }

    private static IReadOnlyList<string> Existing(string solution, IEnumerable<string> paths)
    {
        var projects = paths
            .Where(static path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
            .Select(path => Path.GetFullPath(Native(path), Path.GetDirectoryName(solution)!))
            .ToList();
        return projects.FirstOrDefault(static path => !File.Exists(path)) is { } missing
            ? throw new ToolException($"{solution} names a project that is not there: {missing}.")
            : projects.Count == 0 ? throw new ToolException($"{solution} holds no C# project.")
            : projects;
    }

    private static string Native(string path) => path.Replace('\\', Path.DirectorySeparatorChar);
}
