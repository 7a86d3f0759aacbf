using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Tool.Commands;

/// <summary>Runs a command's work so that every end has its exit code, and none shows a stack trace.</summary>
internal static class CommandRunner
{
    public static void Runs(this Command command, ToolConsole console, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await work(parsed, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Cancelled;
            }
            catch (ToolException exception)
            {
                console.Problem(exception.Message);
                return ExitCode.Unusable;
            }
            catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException)
            {
                console.Problem(exception.Message);
                return ExitCode.Unusable;
            }
            catch (Exception exception)
            {
                console.Problem("This is a defect of MigrationSafety: " + exception.GetType().Name + ": " + exception.Message.ReplaceLineEndings(" "));
                return ExitCode.Unusable;
            }
        });
}
