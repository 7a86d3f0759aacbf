using System;

namespace MigrationSafety.Runtime.Execution;

/// <summary>The locks that a migration's transaction needs were not given in all attempts; nothing of the transaction was done.</summary>
public sealed class LocksNotGrantedException : Exception
{
    internal LocksNotGrantedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
