using System;

namespace MigrationSafety.Runtime.Options;

/// <summary>How migrations are run; set by <c>UseMigrationSafety(options => ...)</c>.</summary>
public sealed record MigrationSafetyOptions
{
    /// <summary>
    /// How long a statement may queue for a lock: while it waits, everybody who comes later waits behind it. Default 2 s.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the locks of a transaction are asked for before the migration fails. Default 60.</summary>
    public int LockAttempts { get; init; } = 60;

    /// <summary>The longest rest between two attempts; rests grow from a tenth of it, with jitter. Default 10 s.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Sessions that hold a lock in the way for longer than this are terminated (pg_terminate_backend); null, the default: none
    /// ever is. Autovacuum workers and other migrations are spared.
    /// </summary>
    public TimeSpan? TerminateBlockersAfter { get; init; }

    /// <summary>
    /// True: a migration that the rules warn of is refused with <see cref="Execution.UnsafeMigrationException"/> before its
    /// first statement. Default false.
    /// </summary>
    public bool RefuseUnsafe { get; init; }

    /// <summary>
    /// True, the default: one instance migrates at a time; others wait without a snapshot, so that they do not hold up CREATE INDEX
    /// CONCURRENTLY. It is a session's advisory lock: switch it off behind a pooler that gives transactions away one by one.
    /// </summary>
    public bool OneInstanceAtATime { get; init; } = true;

    /// <summary>How long an instance waits for another that migrates. Default 1 h.</summary>
    public TimeSpan InstanceTimeout { get; init; } = TimeSpan.FromHours(1);

    internal void Validate()
    {
        Positive(LockTimeout, nameof(LockTimeout));
        Positive(LongestRest, nameof(LongestRest));
        Positive(InstanceTimeout, nameof(InstanceTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(LockAttempts, 1);
        if (TerminateBlockersAfter is { } after)
        {
            Positive(after, nameof(TerminateBlockersAfter));
        }
    }

    private static void Positive(TimeSpan value, string name) => ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
}
