using System;
using Microsoft.Extensions.Logging;

namespace MigrationSafety.Runtime.Execution;

/// <summary>What a run of migrations logs. Other sessions are named by pid, application and role; their SQL may hold secrets and is left out.</summary>
internal sealed partial class RunLog(ILogger logger)
{
    private readonly ILogger logger = logger;

    [LoggerMessage(EventId = 41001, Level = LogLevel.Information, Message = "{Migration}: {Statement} {Locks}.")]
    public partial void CommandLocks(string migration, string statement, string locks);

    [LoggerMessage(EventId = 41002, Level = LogLevel.Warning, Message =
        "{Migration}: the locks on {Tables} were not given within {Timeout} (attempt {Attempt} of {Attempts}); nothing is held while the "
        + "migration waits {Rest} to ask again. In the way: {Blockers}.")]
    public partial void LocksRefused(string migration, string tables, TimeSpan timeout, int attempt, int attempts, TimeSpan rest, string blockers);

    [LoggerMessage(EventId = 41003, Level = LogLevel.Information, Message = "{Migration}: sessions that use {Tables}: {Blockers}.")]
    public partial void SessionsInTheWay(string migration, string tables, string blockers);

    [LoggerMessage(EventId = 41004, Level = LogLevel.Warning, Message = "{Migration}: terminated {Blocker}, as TerminateBlockersAfter says.")]
    public partial void Terminated(string migration, string blocker);

    [LoggerMessage(EventId = 41005, Level = LogLevel.Warning, Message = "The index {Index} is INVALID, left by a build that failed; it is dropped and built anew.")]
    public partial void InvalidIndexDropped(string index);

    [LoggerMessage(EventId = 41006, Level = LogLevel.Information, Message = "The index {Index} is there already, valid and of this definition; it is kept.")]
    public partial void IndexKept(string index);

    [LoggerMessage(EventId = 41007, Level = LogLevel.Information, Message = "Another instance migrates this database ({Holder}); waiting for it.")]
    public partial void AnotherInstance(string holder);

    [LoggerMessage(EventId = 41008, Level = LogLevel.Information, Message = "Applied by another instance meanwhile: {Migrations}.")]
    public partial void AppliedMeanwhile(string migrations);

    [LoggerMessage(EventId = 41009, Level = LogLevel.Warning, Message = "{Statement} failed with {SqlState} ({Reason}); trying again in {Rest}.")]
    public partial void TryingAgain(string statement, string sqlState, string reason, TimeSpan rest);

    [LoggerMessage(EventId = 41010, Level = LogLevel.Warning, Message = "{Migration} stays pending: {Why}.")]
    public partial void Waits(string migration, string why);
}
