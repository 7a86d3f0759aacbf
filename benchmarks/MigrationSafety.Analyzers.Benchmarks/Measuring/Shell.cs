using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

internal static class Shell
{
    /// <summary>Runs a program; its output, and how long it took. Fails on an exit code that is not expected.</summary>
    public static (string Output, TimeSpan Elapsed) Run(string folder, string program, IEnumerable<string> arguments, int highestExitCode = 0)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException(program + " did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = watch.Elapsed;
        if (process.ExitCode > highestExitCode)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}");
        }

        return (output, elapsed);
    }
}
