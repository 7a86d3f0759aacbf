using System;
using System.Collections.Generic;

namespace MigrationSafety.Runtime.Execution;

/// <summary>A migration that the rules warn of was refused; nothing of it was run.</summary>
public sealed class UnsafeMigrationException : Exception
{
    internal UnsafeMigrationException(string migration, IReadOnlyList<string> findings)
        : base($"The migration {migration} is refused (RefuseUnsafe); nothing of it was run. " + string.Join(" ", findings)) =>
        (Migration, Findings) = (migration, findings);

    /// <summary>The migration's id.</summary>
    public string Migration { get; }

    /// <summary>What the rules say, each with its id.</summary>
    public IReadOnlyList<string> Findings { get; }
}
