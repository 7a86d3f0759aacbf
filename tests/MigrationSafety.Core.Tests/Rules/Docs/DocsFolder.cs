using System;
using System.IO;

namespace MigrationSafety.Core.Tests.Rules.Docs;

/// <summary>The repository's docs folder, found from wherever the tests were built to.</summary>
internal static class DocsFolder
{
    public static string Path { get; } = System.IO.Path.Combine(Root(), "docs");

    public static string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    public static void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "MigrationSafety.sln")))
        {
            folder = Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("no MigrationSafety.sln above the tests");
        }

        return folder;
    }
}
