using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Analyzers.Files;

/// <summary>A statistics file of the project, read once as long as it does not change.</summary>
internal sealed class StatisticsFile
{
    private static readonly ConditionalWeakTable<SourceText, StatisticsReading> Readings = new();
    private static readonly SourceText Empty = SourceText.From("");

    private readonly AdditionalText file;

    public StatisticsFile(AdditionalText file) => this.file = file;

    public string Path => file.Path;

    public DatabaseStatistics? Statistics(CancellationToken cancellationToken) => Read(cancellationToken).Reading.Statistics;

    /// <summary>What cannot be read, with its place.</summary>
    public (StatisticsProblem Problem, Location Location)[] Problems(CancellationToken cancellationToken)
    {
        var (text, reading) = Read(cancellationToken);
        return reading.Problems
            .Select(problem =>
            {
                var span = TextSpan.FromBounds(problem.Span.Start, problem.Span.End);
                return (problem, Location.Create(Path, span, text.Lines.GetLinePositionSpan(span)));
            })
            .ToArray();
    }

    private (SourceText Text, StatisticsReading Reading) Read(CancellationToken cancellationToken)
    {
        // A file that vanished between listing and reading has no text.
        var text = file.GetText(cancellationToken) ?? Empty;
        return (text, Readings.GetValue(text, static t => DatabaseStatistics.Read(t.ToString())));
    }
}
