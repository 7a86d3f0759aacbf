namespace MigrationSafety.Runtime.Engine;

/// <summary>What a committed batch did.</summary>
/// <param name="Changed">Rows it wrote (when only comparing: rows that differ).</param>
/// <param name="HotUpdates">How many of them stayed on their page and touched no index.</param>
/// <param name="Milliseconds">Time from the fence to the end of the write, by the server's clock.</param>
/// <param name="NextEnd">Where a batch after this one ends; null: at the end of the range.</param>
/// <param name="TargetMilliseconds">The target time that the control tables have now.</param>
/// <param name="RestRatio">The rest that they have now.</param>
internal sealed record BatchOutcome(long Changed, long HotUpdates, double Milliseconds, string[]? NextEnd, int TargetMilliseconds, double RestRatio);
