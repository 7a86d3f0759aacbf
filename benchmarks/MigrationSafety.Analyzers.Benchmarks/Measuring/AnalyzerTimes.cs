using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>What the compiler reports with ReportAnalyzer: seconds for each assembly of analyzers, summed over threads.</summary>
internal sealed partial record AnalyzerTimes(double Ours, double NetAnalyzers)
{
    public double Ratio => Ours / NetAnalyzers;

    /// <summary>A row of the report: "0.319   58   Microsoft.CodeAnalysis.NetAnalyzers, Version=10.0.401.0, ..."; "&lt;0.001" is the finest that it says.</summary>
    [GeneratedRegex(@"^\s*<?(?<seconds>\d+\.\d+)\s+<?\d+\s+(?<assembly>\S+), Version=")]
    private static partial Regex Row { get; }

    public static AnalyzerTimes Read(string log)
    {
        var rows = File.ReadLines(log).Select(line => Row.Match(line)).Where(match => match.Success).ToList();
        double Sum(params string[] assemblies) => rows
            .Where(row => assemblies.Contains(row.Groups["assembly"].Value))
            .Sum(row => double.Parse(row.Groups["seconds"].Value, CultureInfo.InvariantCulture));

        return new AnalyzerTimes(
            Sum("MigrationSafety.Analyzers"),
            Sum("Microsoft.CodeAnalysis.NetAnalyzers", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers"));
    }
}
