namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>Milliseconds for all files, and how many findings each reported.</summary>
internal sealed record SquawkTimes(double Squawk, int SquawkFindings, double Cold, double Warm, int Findings);
