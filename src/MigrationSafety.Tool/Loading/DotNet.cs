using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Tool.Loading;

/// <summary>The .NET SDK's own command line.</summary>
internal static class DotNet
{
    // What the `dotnet` that started this process left behind would bind the user's build to that SDK's settings.
    private static readonly string[] Inherited = ["MSBUILD", "MSBuildSDKsPath", "MSBuildExtensionsPath", "VSTEST"];

    /// <summary>Runs it and waits; when cancelled, it and all it started are ended.</summary>
    /// <exception cref="ToolException">There is no SDK.</exception>
    public static async Task<DotNetResult> RunAsync(IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(static name => Inherited.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build node that outlives the run would keep the project's files open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new DotNetResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ToolException($"The .NET SDK cannot be started ({start.FileName}: {exception.Message}). Install it, or put dotnet on the PATH.");
        }
    }
}

/// <summary>How a run of the SDK's command line ended.</summary>
internal sealed record DotNetResult(int ExitCode, string Output, string Error)
{
    /// <summary>The first errors, each once, for a message of one line.</summary>
    public string FirstErrors()
    {
        var errors = (Output + "\n" + Error).Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Select(static line => line.EndsWith(']') && line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? line[..at] : line)
            .Where(static line => !line.EndsWith("Error(s)", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Take(3)
            .ToList();
        return errors.Count > 0 ? string.Join(" | ", errors) : $"exit code {ExitCode}";
    }
}
