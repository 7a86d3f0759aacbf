using System;

namespace MigrationSafety.Runtime.Engine;

/// <summary>How far a backfill is, over all processes that work on it.</summary>
/// <param name="Name">The backfill.</param>
/// <param name="State">registered, running, completed, stopped or cancelled.</param>
/// <param name="Pass">The number of the pass over the table.</param>
/// <param name="Phase">fill or verify.</param>
/// <param name="RowsDone">Rows of this pass that are behind.</param>
/// <param name="EstimatedRows">Rows of this pass, by the server's statistics.</param>
/// <param name="RowsChanged">Rows that were written.</param>
/// <param name="HotUpdates">How many of them stayed on their page and touched no index.</param>
/// <param name="Quarantined">Rows that fail and were set apart.</param>
/// <param name="Workers">Workers over all processes.</param>
/// <param name="RowsPerSecond">Rows of this pass in a second, over the last seconds.</param>
/// <param name="Waiting">The signal that weighs most, with its value, or who paused it; null: nothing does.</param>
public sealed record BackfillProgress(
    string Name, string State, int Pass, string Phase, long RowsDone, long EstimatedRows, long RowsChanged, long HotUpdates, long Quarantined, int Workers, double RowsPerSecond, string? Waiting)
{
    /// <summary>Time left of this pass at the present speed, or null where nothing moves.</summary>
    public TimeSpan? Remaining => RowsPerSecond > 0 ? TimeSpan.FromSeconds(Math.Max(0, EstimatedRows - RowsDone) / RowsPerSecond) : null;
}
