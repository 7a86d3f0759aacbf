using System;
using System.Diagnostics;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Where a worker is within the range that it holds.</summary>
internal sealed class RangeState
{
    /// <summary>The span of the range; null: nobody listens.</summary>
    public Activity? Activity { get; init; }

    public Relation? Relation { get; set; }

    /// <summary>The catalog must be asked again: the relation was renamed.</summary>
    public bool ReadAgain { get; set; }

    public int Rereads { get; set; }

    /// <summary>Whether <see cref="End"/> holds for the next batch.</summary>
    public bool EndIsKnown { get; set; }

    /// <summary>The last key of the next batch; null: the end of the range.</summary>
    public string[]? End { get; set; }

    /// <summary>Rows of the next batch.</summary>
    public long Rows { get; set; }

    /// <summary>The batch that was sent last.</summary>
    public (string[]? End, bool IsLast, long Rows) Sent { get; set; }

    public int TriesOfOneRow { get; set; }

    public BatchOutcome? Outcome { get; set; }

    public double RestRatio { get; set; }

    public TimeSpan LastBatch { get; set; }
}
