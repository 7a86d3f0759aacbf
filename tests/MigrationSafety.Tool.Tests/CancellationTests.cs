using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MigrationSafety.Tool.Tests.Runs;
using Xunit;

namespace MigrationSafety.Tool.Tests;

/// <summary>Ctrl+C ends the tool and what it started, with the shell's exit code and without a stack trace.</summary>
public sealed class CancellationTests : TemporaryFolder
{
    [Fact]
    public async Task Ctrl_C_ends_cleanly()
    {
        // A project whose evaluation takes long: the tool waits for MSBuild when the signal comes.
        Write("a.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <Target Name="Wait" BeforeTargets="CoreCompile"><WriteLinesToFile File="$(MSBuildProjectDirectory)/waiting" Lines="x" /><Exec Command="sleep 60" /></Target>
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, "MigrationSafety.Tool.dll"), "lint", Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        for (var i = 0; i < 3000 && !File.Exists(Path("waiting")) && !process.HasExited; i++)
        {
            await Task.Delay(100);
        }

        Assert.True(File.Exists(Path("waiting")), process.HasExited ? await output + await error : "MSBuild was not reached");
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new System.Threading.CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal((130, "", ""), (process.ExitCode, await output, await error));
    }
}
