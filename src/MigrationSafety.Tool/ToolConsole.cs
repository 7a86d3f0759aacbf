using System;
using System.IO;

namespace MigrationSafety.Tool;

/// <summary>Where a command writes: the report to the output, everything about the run itself to the error stream.</summary>
internal sealed class ToolConsole
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>True where a person reads the output at a terminal: colours and groups are for them.</summary>
    public bool IsTerminal { get; init; }

    public static ToolConsole OfProcess() => new() { Output = Console.Out, Error = Console.Error, IsTerminal = !Console.IsOutputRedirected };

    /// <summary>Why the command does not do what it was asked to.</summary>
    public void Problem(string message) => Error.WriteLine("migration-safety: error: " + message);

    /// <summary>Something to know that does not stop the command.</summary>
    public void Note(string message) => Error.WriteLine("migration-safety: " + message);
}
