namespace MigrationSafety.Runtime.Backfills;

/// <summary>How the value of a column comes about, and with it what can be checked afterwards.</summary>
public enum AssignmentKind
{
    /// <summary>The same row always gives the same value. Rows that have it already are not written; the result is compared.</summary>
    Derived,

    /// <summary>Another value at every evaluation (random, a sequence). Written only where the column is null.</summary>
    Generated,

    /// <summary>Depends on the old value of the same column. Written exactly once for each row; nothing can be compared.</summary>
    Once,
}
