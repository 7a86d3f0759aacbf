using System;
using System.Collections.Generic;

namespace MigrationSafety.Runtime.Execution;

/// <summary>A migration was asked for by name while its gate is closed, or while it depends on one that waits; nothing was run.</summary>
public sealed class GateClosedException : Exception
{
    internal GateClosedException(string target, IReadOnlyList<string> reasons)
        : base($"The database cannot be brought to {target}; nothing was run. " + string.Join(" ", reasons)) =>
        (Target, Reasons) = (target, reasons);

    /// <summary>The migration that was asked for.</summary>
    public string Target { get; }

    /// <summary>For each migration that waits, why.</summary>
    public IReadOnlyList<string> Reasons { get; }
}
