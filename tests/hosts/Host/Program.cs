using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.RoslynHost;

/// <summary>
/// usage: RoslynHost ANALYZERS SOURCES REFERENCES: loads the analyzers of a folder into this version of Roslyn, compiles the
/// folder of sources against the assemblies listed in a file, and prints each analyzer diagnostic on a line of its own.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var analyzers, var sources, var references])
        {
            await Console.Error.WriteLineAsync("usage: RoslynHost ANALYZERS SOURCES REFERENCES");
            return 2;
        }

        await Console.Error.WriteLineAsync("Roslyn " + typeof(Compilation).Assembly.GetName().Version);
        var project = SourceFolder.Compile(sources, await File.ReadAllLinesAsync(references));
        var diagnostics = await PackedAnalyzers.Load(analyzers).RunAsync(project);
        foreach (var line in diagnostics.Select(diagnostic => DiagnosticLine.Format(diagnostic, sources)).Order(StringComparer.Ordinal))
        {
            Console.WriteLine(line);
        }

        return 0;
    }
}
