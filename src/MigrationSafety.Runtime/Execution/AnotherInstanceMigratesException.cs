using System;

namespace MigrationSafety.Runtime.Execution;

/// <summary>Another instance migrates the same database for longer than this one may wait; nothing was done.</summary>
public sealed class AnotherInstanceMigratesException : Exception
{
    internal AnotherInstanceMigratesException(string message)
        : base(message)
    {
    }
}
