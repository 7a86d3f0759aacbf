using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace MigrationSafety.Tool.Loading;

/// <summary>What the paths of the command line mean: one project or solution, or SQL files.</summary>
/// <param name="Project">The project or solution file; null where SQL files are meant.</param>
/// <param name="SqlFiles">The SQL files, in order.</param>
internal sealed record Target(string? Project, ImmutableArray<string> SqlFiles)
{
    private static readonly string[] Solutions = [".sln", ".slnx", ".slnf"];

    /// <summary>True where all projects of a solution are loaded.</summary>
    public bool IsSolution => Project is not null && IsSolutionFile(Project);

    /// <summary>False for a filter, which leaves projects out.</summary>
    public bool IsWholeSolution => IsSolution && !IsFilter(Project!);

    /// <summary>The folder that the target stands in; reports name files from here where there is no repository.</summary>
    public string Folder => Project is not null
        ? Path.GetDirectoryName(Project)!
        : SqlFiles.Select(static file => Path.GetDirectoryName(file)!).Aggregate(Shared);

    /// <summary>Finds what is meant, or says why it is not clear.</summary>
    /// <exception cref="ToolException">Nothing there, or more than one thing.</exception>
    public static Target Find(IReadOnlyList<string> paths, string currentFolder)
    {
        var full = (paths.Count == 0 ? [currentFolder] : paths).Select(path => Path.GetFullPath(path, currentFolder)).ToList();
        if (full.FirstOrDefault(static path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
        {
            var name = Path.GetFileName(missing);
            throw new ToolException($"There is no file or folder {missing}{(name.StartsWith('-') ? $", and no option {name}. See --help." : ".")}");
        }

        var projects = full.SelectMany(ProjectsAt).ToList();
        if (projects.Count > 0)
        {
            return full.Count == 1
                ? new Target(projects[0], [])
                : throw new ToolException("Several paths are for .sql files; a project or solution is judged alone.");
        }

        var sql = full.SelectMany(SqlFilesAt).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return sql.IsEmpty
            ? throw new ToolException($"There is no project, solution or .sql file in {string.Join(", ", full)}.")
            : new Target(null, sql);
    }

    private static IEnumerable<string> ProjectsAt(string path)
    {
        if (File.Exists(path))
        {
            return IsSql(path) ? []
                : IsProject(path) || IsSolutionFile(path) ? [path]
                : throw new ToolException($"{path} is no C# project, solution or .sql file.");
        }

        var files = Directory.GetFiles(path);
        var solutions = files.Where(IsSolutionFile).Where(static file => !IsFilter(file)).ToList();
        return Only(solutions, path, "solutions") ?? Only(files.Where(IsProject).ToList(), path, "projects") ?? [];
    }

    private static string[]? Only(List<string> files, string folder, string what) => files.Count switch
    {
        0 => null,
        1 => [files[0]],
        _ => throw new ToolException(
            $"{folder} holds several {what}: {string.Join(", ", files.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Name one."),
    };

    private static IEnumerable<string> SqlFilesAt(string path) =>
        File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.sql", SearchOption.AllDirectories);

    private static bool IsSql(string path) => Has(path, ".sql");

    private static bool IsProject(string path) => Has(path, ".csproj");

    private static bool IsSolutionFile(string path) => Solutions.Any(extension => Has(path, extension));

    private static bool IsFilter(string path) => Has(path, ".slnf");

    private static bool Has(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static string Shared(string one, string other)
    {
        while (one != other && !other.StartsWith(one + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            one = Path.GetDirectoryName(one) ?? one;
            if (Path.GetDirectoryName(one) is null)
            {
                break;
            }
        }

        return one;
    }
}
