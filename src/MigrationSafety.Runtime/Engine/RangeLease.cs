using System;

namespace MigrationSafety.Runtime.Engine;

/// <summary>A range that this worker holds, as of its last look at the row.</summary>
internal sealed record RangeLease(long Id, int Pass, string Phase, uint Relation, string[]? Lower, string[]? Upper, string[]? Position, bool Done, Guid Token, long EstimatedRows, long RowsDone)
{
    /// <summary>Where work goes on: above the last key that is done.</summary>
    public string[]? Start => Position ?? Lower;

    public bool IsVerifying => Phase == "verify";
}
