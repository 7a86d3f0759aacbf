using System;
using System.IO;
using System.Net.Sockets;
using Npgsql;

namespace MigrationSafety.Runtime.Errors;

/// <summary>From an exception to what a worker does about it: by SQLSTATE, whose list is PostgreSQL's appendix A.</summary>
internal static class ErrorSorting
{
    /// <summary>Raised by the functions of the control schema.</summary>
    public const string LeaseLost = "MS001", RelationChanged = "MS002", RangeSplit = "MS003", NotRunning = "MS004", Rewritten = "MS005";

    public static ErrorKind Sort(Exception error) => error switch
    {
        PostgresException server => Sort(server),
        // What the driver says when it has no answer of the server: cut connections, refused ones, its own timeout.
        NpgsqlException or IOException or SocketException or TimeoutException => ErrorKind.Reconnect,
        // The data source is shared with the application, which may break the connector (terminated, disposed) at any time.
        ObjectDisposedException => ErrorKind.Reconnect,
        _ => ErrorKind.Stop,
    };

    private static ErrorKind Sort(PostgresException error) => error.SqlState switch
    {
        LeaseLost => ErrorKind.LeaseLost,
        RangeSplit => ErrorKind.RangeSplit,
        NotRunning => ErrorKind.NotRunning,
        RelationChanged or Rewritten => ErrorKind.RelationChanged,
        // The relation was dropped or renamed since the range was planned.
        PostgresErrorCodes.UndefinedTable => ErrorKind.RelationChanged,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => ErrorKind.Retry,
        // lock_timeout: a smaller batch holds and wants fewer row locks, but waiting is what helps.
        PostgresErrorCodes.LockNotAvailable => ErrorKind.Retry,
        // Its plan may have been invalidated between parse and execution.
        PostgresErrorCodes.FeatureNotSupported when error.MessageText.Contains("cached plan", StringComparison.Ordinal) => ErrorKind.Retry,
        // statement_timeout, or somebody's pg_cancel_backend.
        PostgresErrorCodes.QueryCanceled => ErrorKind.Shrink,
        // Terminated, crashing, starting, connection slots used up, idle or transaction timeout; memory and disk are waited for.
        "57P01" or "57P02" or "57P03" or "57P05" or "25P03" or "25P04" => ErrorKind.Reconnect,
        // After a promotion the old server may come back as a standby.
        PostgresErrorCodes.ReadOnlySqlTransaction => ErrorKind.Reconnect,
        var state when state.StartsWith("08", StringComparison.Ordinal) => ErrorKind.Reconnect,
        "53100" or "53200" or "53300" or "53400" => ErrorKind.Reconnect,
        var state when IsData(state) => ErrorKind.Data,
        _ => ErrorKind.Stop,
    };

    // 22: the value; 23: a constraint; 44: a view's check; P0001: RAISE in a trigger or function; P0004: ASSERT; 21: more than one row.
    private static bool IsData(string state) =>
        state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)
        || state.StartsWith("44", StringComparison.Ordinal) || state is "P0001" or "P0004" or "21000";
}
