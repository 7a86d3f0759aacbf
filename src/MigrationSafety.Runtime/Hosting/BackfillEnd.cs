using System;
using MigrationSafety.Runtime.Control;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>How a backfill ended in this process, to be told from what is asked of it afterwards.</summary>
/// <param name="State">completed, stopped or cancelled.</param>
/// <param name="VerifiedAt">When it was verified.</param>
/// <param name="Reason">Why it was stopped, cancelled or not verified.</param>
internal sealed record BackfillEnd(string State, DateTimeOffset? VerifiedAt, string? Reason)
{
    public static BackfillEnd Of(BackfillStatus status) => new(status.State, status.VerifiedAt, status.Reason);

    /// <summary>Somebody resumed it, works on it, or called <c>verify</c>, which takes the verification away.</summary>
    public bool IsAskedAgain(BackfillStatus now) =>
        now.State is "registered" or "running"
        || now.State == "completed" && State == "completed" && now.VerifiedAt is null && (VerifiedAt is not null || now.Reason != Reason);
}
