using System.Collections.Generic;

namespace MigrationSafety.Runtime.Signals;

/// <summary>The signals that are watched without being asked for.</summary>
public static class BuiltInSignals
{
    /// <summary>
    /// Those whose limit means the same on every server. <see cref="WalRateSignal"/>, <see cref="ActiveSessionsSignal"/> and
    /// <see cref="DatabaseSizeSignal"/> need a limit of yours.
    /// </summary>
    public static IList<IBackfillSignal> Default() =>
        new List<IBackfillSignal> { new ReplicaLagSignal(), new RetainedWalSignal(), new LockWaitSignal(), new VacuumSignal(), new OldSnapshotSignal() };
}
