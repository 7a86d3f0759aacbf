namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>Milliseconds; findings in the edited migration, which show that it was analysed at all.</summary>
internal sealed record EditTimes(double First, double Median, double Percentile95, int Findings);
