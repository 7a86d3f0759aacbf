using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Statistics;

/// <summary>Sizes of a database's tables at one moment: the file migration-safety.statistics.json (docs/statistics.md).</summary>
public sealed record DatabaseStatistics
{
    /// <summary>The file's name where no option names another.</summary>
    public const string DefaultFileName = "migration-safety.statistics.json";

    /// <summary>The server's version as it names itself ("16.4"), or null.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The day on which the sizes were read, or null.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>How fast the server is: 1 = as the machine of docs/estimates.md, 0.5 = half as fast.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Tables and materialized views by name.</summary>
    public ImmutableDictionary<QualifiedName, TableStatistics> Tables { get; init; } =
        ImmutableDictionary<QualifiedName, TableStatistics>.Empty;

    /// <summary>What is known of a table, or null.</summary>
    public TableStatistics? Find(QualifiedName table) => Tables.TryGetValue(table, out var found) ? found : null;

    /// <summary>Reads a file's text; never throws. What cannot be read is told and left out.</summary>
    public static StatisticsReading Read(string json) => StatisticsReader.Read(json);
}

/// <summary>The size of one table or materialized view. For a partitioned table: of all its partitions together.</summary>
public sealed record TableStatistics
{
    /// <summary>The table.</summary>
    public required QualifiedName Name { get; init; }

    /// <summary>About how many rows it has (pg_class.reltuples).</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of the table's own file (pg_relation_size), without TOAST and indexes; null where not known.</summary>
    public long? HeapBytes { get; init; }

    /// <summary>Bytes of long values kept beside it (TOAST).</summary>
    public long ToastBytes { get; init; }

    /// <summary>Its indexes; default (not empty) where the file says nothing of them.</summary>
    public ImmutableArray<IndexStatistics> Indexes { get; init; }

    /// <summary>Rows written in a second (INSERT, UPDATE, DELETE), or null.</summary>
    public double? WritesPerSecond { get; init; }

    /// <summary>Bytes of the rows, TOAST included, without the indexes; null where not known.</summary>
    public long? Bytes => HeapBytes is { } heap ? heap + ToastBytes : null;
}

/// <summary>The size of one index.</summary>
/// <param name="Name">Its name, without the schema (that of its table).</param>
/// <param name="Bytes">Bytes of its file.</param>
public sealed record IndexStatistics(string Name, long Bytes);

/// <summary>A file's content and what was wrong with it.</summary>
/// <param name="Statistics">What could be read; null where the text is no JSON or of an unknown format.</param>
/// <param name="Problems">What could not be read, in order of place.</param>
public sealed record StatisticsReading(DatabaseStatistics? Statistics, ImmutableArray<StatisticsProblem> Problems);

/// <summary>A part of the file that cannot be read.</summary>
/// <param name="Span">Where in the text.</param>
/// <param name="Path">Which member: <c>tables[2].rows</c>; empty for the file as a whole.</param>
/// <param name="Reason">Why it cannot be read.</param>
/// <param name="Advice">What to do, and what holds until then.</param>
public sealed record StatisticsProblem(TextSpan Span, string Path, string Reason, string Advice);
