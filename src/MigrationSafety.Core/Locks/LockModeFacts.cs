namespace MigrationSafety.Core.Locks;

/// <summary>What a lock mode means, in the words that every message and page uses.</summary>
public static class LockModeFacts
{
    /// <summary>PostgreSQL's own spelling, e.g. ACCESS EXCLUSIVE.</summary>
    public static string SqlName(this LockMode mode) => mode switch
    {
        LockMode.AccessShare => "ACCESS SHARE",
        LockMode.RowShare => "ROW SHARE",
        LockMode.RowExclusive => "ROW EXCLUSIVE",
        LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        LockMode.Share => "SHARE",
        LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        LockMode.Exclusive => "EXCLUSIVE",
        LockMode.AccessExclusive => "ACCESS EXCLUSIVE",
        _ => "no lock",
    };

    /// <summary>SELECT waits behind it.</summary>
    public static bool BlocksReads(this LockMode mode) => mode == LockMode.AccessExclusive;

    /// <summary>INSERT, UPDATE and DELETE wait behind it.</summary>
    public static bool BlocksWrites(this LockMode mode) => mode >= LockMode.Share;

    /// <summary>What waits, as half a sentence: "blocks reads and writes".</summary>
    public static string Blocks(this LockMode mode) => mode switch
    {
        LockMode.AccessExclusive => "blocks reads and writes",
        >= LockMode.Share => "blocks writes",
        LockMode.ShareUpdateExclusive => "blocks other schema changes and VACUUM",
        LockMode.RowExclusive or LockMode.RowShare => "blocks schema changes",
        LockMode.AccessShare => "blocks only ACCESS EXCLUSIVE",
        _ => "blocks nothing",
    };
}
