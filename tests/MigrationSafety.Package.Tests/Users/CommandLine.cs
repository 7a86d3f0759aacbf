using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace MigrationSafety.Package.Tests.Users;

/// <summary>Runs a program as a user's shell would, and waits for it.</summary>
internal static class CommandLine
{
    // What a test host inherits from the `dotnet` that started it would bind the user's build to that process's SDK and settings.
    private static readonly string[] s_inherited = ["MSBUILD", "DOTNET_HOST_PATH", "VSTEST", "MSBuildSDKsPath", "MSBuildExtensionsPath"];

    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => s_inherited.Any(name.StartsWith)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A build node that outlives the test would keep its files and its memory.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output + await error);
    }
}
