using System;
using System.Collections.Generic;
using System.IO;
using MigrationSafety.Analyzers.Benchmarks.Generation;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>Builds a project with ReportAnalyzer: once in a fresh compiler process (cold), and in a server that has compiled it before (warm).</summary>
internal static class BuildMeasurement
{
    /// <param name="mode">The SDK's AnalysisMode: how many of NetAnalyzers' rules are on.</param>
    public static (AnalyzerTimes Cold, AnalyzerTimes Warm) Run(GeneratedProject project, string mode)
    {
        Shell.Run(project.Folder, "dotnet", ["restore", "-v", "q", "--nologo"]);
        string[] inServer = ["-p:AnalysisMode=" + mode, "-p:UseSharedCompilation=true"];
        var cold = Build(project, "cold", "-p:AnalysisMode=" + mode, "-p:UseSharedCompilation=false");
        Build(project, "warming", inServer);
        return (cold, Build(project, "warm", inServer));
    }

    private static AnalyzerTimes Build(GeneratedProject project, string name, params IEnumerable<string> properties)
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
