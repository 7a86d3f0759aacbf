using System;

namespace MigrationSafety.Runtime.Errors;

/// <summary>A backfill cannot start or cannot go on. The message says what is wrong, where, and what to do about it.</summary>
public sealed class BackfillException : Exception
{
    /// <summary>Creates it with its message and, where a server or driver said why, that exception.</summary>
    public BackfillException(BackfillProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    /// <summary>What kind of problem it is.</summary>
    public BackfillProblem Problem { get; }
}
