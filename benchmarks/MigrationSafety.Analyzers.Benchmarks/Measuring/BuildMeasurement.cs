using System;
using System.IO;
using System.Linq;
using MigrationSafety.Analyzers.Benchmarks.Generation;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>Builds a project with ReportAnalyzer: in fresh compiler processes (cold), and in a server that has compiled it before (warm).</summary>
internal static class BuildMeasurement
{
    /// <param name="project">The project.</param>
    /// <param name="builds">How often it is built cold, and how often warm.</param>
    /// <param name="properties">MSBuild properties for all builds.</param>
    public static (AnalyzerTimes[] Cold, AnalyzerTimes[] Warm) Run(GeneratedProject project, int builds, params string[] properties)
    {
        Shell.Run(project.Folder, "dotnet", ["restore", "-v", "q", "--nologo"]);
        AnalyzerTimes[] Times(string name, string server) =>
            [.. Enumerable.Range(0, builds).Select(_ => Build(project, name, [server, .. properties]))];

        var cold = Times("cold", "-p:UseSharedCompilation=false");
        const string Server = "-p:UseSharedCompilation=true";
        Build(project, "warming", [Server, .. properties]);
        return (cold, Times("warm", Server));
    }

    private static AnalyzerTimes Build(GeneratedProject project, string name, string[] properties)
    {
        var log = Path.Combine(project.Folder, name + ".log");
        Shell.Run(project.Folder, "dotnet",
        [
            "build", "--no-restore", "--no-incremental", "--nologo", "-v", "q", "-clp:ErrorsOnly", "-p:ReportAnalyzer=true", "-fl", $"-flp:LogFile={log};Verbosity=detailed", .. properties,
        ]);
        if (name == "warm" && !File.ReadAllText(log).Contains("server processed compilation", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("No compiler server took the build: what would be measured is a cold compiler.");
        }

        return AnalyzerTimes.Read(log);
    }
}
