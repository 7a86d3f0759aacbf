namespace MigrationSafety.Runtime.Engine;

/// <summary>A range before it is written down: rows above one key, up to and with another; null is no bound.</summary>
internal sealed record PlannedRange(Relation Relation, string[]? Lower, string[]? Upper, long EstimatedRows);
