namespace MigrationSafety.Tool.Backfills;

/// <summary>The database cannot be reached: now, perhaps again in a moment.</summary>
internal sealed class DatabaseLostException(string message) : ToolException(message);
