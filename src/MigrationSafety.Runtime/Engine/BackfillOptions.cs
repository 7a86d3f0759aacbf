using System;
using System.Collections.Generic;
using MigrationSafety.Runtime.Signals;

namespace MigrationSafety.Runtime.Engine;

/// <summary>How a backfill is run. Target, workers and rest are kept in the control tables from the first start on, where they can be changed.</summary>
public sealed class BackfillOptions
{
    /// <summary>The schema of the control tables.</summary>
    public string ControlSchema { get; set; } = "migration_safety";

    /// <summary>Sessions that this process works with. Other processes may work on the same backfill at the same time.</summary>
    public int Workers { get; set; } = 2;

    /// <summary>How long the statement of one batch should take on the server: the longest time that a user waits for one of its rows.</summary>
    public TimeSpan TargetBatchTime { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Rest after each batch, as a multiple of the batch's time; 0 for none. Signals add to it.</summary>
    public double RestRatio { get; set; }

    /// <summary>Workers over all processes; null for no limit.</summary>
    public int? MaxWorkers { get; set; }

    /// <summary>How long a range stays with a worker that is not heard of, by the server's clock.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a batch waits for a row that somebody else has locked, before it is rolled back and tried again.</summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After what time a statement is cut off, and its batch made smaller.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What happens to rows that differ in the end: repaired, reported or not looked for.</summary>
    public Verification.VerificationMode Verification { get; set; } = Runtime.Verification.VerificationMode.Repair;

    /// <summary>Passes over the table until one finds nothing to repair, before verification gives up.</summary>
    public int MaxVerificationPasses { get; set; } = 5;

    /// <summary>Rows that may fail before the backfill stops: so many are no exceptions, the expression is wrong.</summary>
    public int MaxQuarantined { get; set; } = 1000;

    /// <summary>What slows the backfill down. Add your own, or take one out by its name.</summary>
    public IList<IBackfillSignal> Signals { get; set; } = BuiltInSignals.Default();

    /// <summary>How often signals are read.</summary>
    public TimeSpan SignalInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After what time an old reading counts for nothing, and the backfill waits.</summary>
    public TimeSpan SignalMaxAge { get; set; } = TimeSpan.FromSeconds(5);
}
