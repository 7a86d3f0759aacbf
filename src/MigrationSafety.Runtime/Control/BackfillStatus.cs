using System;

namespace MigrationSafety.Runtime.Control;

/// <summary>A backfill as the control tables have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">Its table.</param>
/// <param name="State">registered, running, completed, stopped or cancelled.</param>
/// <param name="IsPaused">Whether somebody paused it.</param>
/// <param name="Reason">Why it is paused, stopped, cancelled or not verified.</param>
/// <param name="Pass">The number of its pass over the table.</param>
/// <param name="Phase">fill or verify; null before the first pass.</param>
/// <param name="Ranges">Ranges of this pass.</param>
/// <param name="RangesDone">How many of them are done.</param>
/// <param name="Workers">Workers with a lease.</param>
/// <param name="EstimatedRows">Rows of this pass, estimated.</param>
/// <param name="RowsDone">Rows of this pass that are behind.</param>
/// <param name="RowsChanged">Rows written by all fill passes.</param>
/// <param name="HotUpdates">How many of them were heap-only updates.</param>
/// <param name="Batches">Batches of all passes.</param>
/// <param name="Quarantined">Rows set apart.</param>
/// <param name="TargetBatchTime">How long a batch should take.</param>
/// <param name="MaxWorkers">Workers over all processes; null for no limit.</param>
/// <param name="RestRatio">Rest after each batch, as a multiple of its time.</param>
/// <param name="StartedAt">When it was first started.</param>
/// <param name="CompletedAt">When its last pass ended.</param>
/// <param name="VerifiedAt">When the pass began that found no difference; null: not verified.</param>
/// <param name="ReleasedAt">When its contract step was released; null: it was not.</param>
/// <param name="ReleasedBy">The role that released it.</param>
/// <param name="IsForced">Whether the release passed over something that was missing.</param>
public sealed record BackfillStatus(
    string Name, string Table, string State, bool IsPaused, string? Reason, int Pass, string? Phase, long Ranges, long RangesDone, long Workers, long EstimatedRows, long RowsDone,
    long RowsChanged, long HotUpdates, long Batches, long Quarantined, TimeSpan TargetBatchTime, int? MaxWorkers, double RestRatio,
    DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, DateTimeOffset? VerifiedAt,
    DateTimeOffset? ReleasedAt, string? ReleasedBy, bool IsForced)
{
    /// <summary>Every row is done, none failed, and a pass that compared them all found no difference.</summary>
    public bool IsComplete => State == "completed" && VerifiedAt is not null && Quarantined == 0;

    /// <summary>The share of updates that stayed on their page and touched no index; null before the first.</summary>
    public double? HotRatio => RowsChanged > 0 ? (double)HotUpdates / RowsChanged : null;
}
