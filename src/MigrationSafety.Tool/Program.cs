using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Tool.Commands;

namespace MigrationSafety.Tool;

/// <summary><c>dotnet migration-safety</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => RunAsync(arguments, ToolConsole.OfProcess());

    /// <summary>Runs one command line; what it prints goes to the console given.</summary>
    internal static async Task<int> RunAsync(string[] arguments, ToolConsole console)
    {
        var root = new RootCommand("Judges EF Core migrations and SQL files for PostgreSQL (which lock each takes, what that blocks, what to do instead), and controls backfills.");
        root.Subcommands.Add(LintCommand.Create(console));
        root.Subcommands.Add(BaselineCommand.Create(console));
        root.Subcommands.Add(BackfillCommand.Create(console));

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            // Its messages have lines of their own.
            var words = parsed.Errors.SelectMany(static error => error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            console.Problem(string.Join(' ', words) + " See --help.");
            return ExitCode.Unusable;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
        }).ConfigureAwait(false);
    }
}
