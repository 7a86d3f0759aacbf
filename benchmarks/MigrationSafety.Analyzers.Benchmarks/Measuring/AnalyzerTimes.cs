using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>What the compiler reports with ReportAnalyzer: seconds for each assembly of analyzers, summed over threads.</summary>
internal sealed record AnalyzerTimes(double Ours, double NetAnalyzers)
{
    public double Ratio => Ours / NetAnalyzers;

    public static AnalyzerTimes Read(string log)
    {
        var rows = File.ReadLines(log)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 3 && words[3].StartsWith("Version=", StringComparison.Ordinal))
            .Select(words => (Assembly: words[2].TrimEnd(','), Seconds: Seconds(words[0])))
            .ToList();
        double Sum(params string[] assemblies) => rows.Where(row => assemblies.Contains(row.Assembly)).Sum(row => row.Seconds);

        return new AnalyzerTimes(
            Sum("MigrationSafety.Analyzers"),
            Sum("Microsoft.CodeAnalysis.NetAnalyzers", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers"));
    }

    // "<0.001" is the finest that the report says.
    private static double Seconds(string text) => double.Parse(text.TrimStart('<'), CultureInfo.InvariantCulture);
}
