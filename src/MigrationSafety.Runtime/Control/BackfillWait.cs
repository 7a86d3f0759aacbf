using System;

namespace MigrationSafety.Runtime.Control;

/// <summary>What workers wait for.</summary>
/// <param name="Signal">The signal and its value when the wait began, as "replica lag: 12 s of 5 s (replica-2 10.0.0.7)".</param>
/// <param name="Since">When it began.</param>
public sealed record BackfillWait(string Signal, DateTimeOffset Since);
