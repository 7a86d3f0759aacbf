using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;

namespace MigrationSafety.PgParser.Benchmarks;

/// <summary>Node with the package loaded, waiting for work.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly string Library = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LibPgQueryJavaScript").Value!;

    private readonly Process process = Start("serve");

    /// <summary>CPU microseconds of a fresh process from loading the package to its first answer.</summary>
    public static double FirstParse(string sql)
    {
        using var process = Start("first", sql);
        return Read(process);
    }

    /// <summary>CPU microseconds of one parse, on average.</summary>
    public double Parse(string sql, int times)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new { sql, times }));
        process.StandardInput.Flush();
        return Read(process) / times;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "node.js"), Library, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static double Read(Process process) =>
        double.Parse(
            process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node gave no answer; run: bash build/setup.sh"),
            CultureInfo.InvariantCulture);
}
