namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>
/// Milliseconds of the whole call, of what the compiler counts as this analyzer's part of it, and of the same call with an
/// analyzer that does nothing; findings in the edited migration, which show that it was analysed at all.
/// </summary>
internal sealed record EditTimes(double First, double Median, double Percentile95, double Own, double Own95, double Nothing, int Findings);
