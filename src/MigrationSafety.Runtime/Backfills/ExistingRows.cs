namespace MigrationSafety.Runtime.Backfills;

/// <summary>What a copy does where the target has a row of the same key.</summary>
public enum ExistingRows
{
    /// <summary>ON CONFLICT DO NOTHING: for targets that triggers keep up to date, or that the new version owns.</summary>
    Keep,

    /// <summary>ON CONFLICT DO UPDATE, where a column differs.</summary>
    Update,
}
