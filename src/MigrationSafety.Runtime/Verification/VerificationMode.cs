namespace MigrationSafety.Runtime.Verification;

/// <summary>What a backfill does after its last row.</summary>
public enum VerificationMode
{
    /// <summary>Compares every row and writes those that differ, until a pass finds none.</summary>
    Repair,

    /// <summary>Compares every row and counts those that differ.</summary>
    Report,

    /// <summary>Compares nothing. Contract steps that wait for this backfill stay shut.</summary>
    None,
}
