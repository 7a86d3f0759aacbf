namespace MigrationSafety.Runtime.Errors;

/// <summary>What a worker does about an error.</summary>
internal enum ErrorKind
{
    /// <summary>The same again, after a pause: nothing is wrong with the batch.</summary>
    Retry,

    /// <summary>The session is lost; a new one reads whether the batch was committed.</summary>
    Reconnect,

    /// <summary>The batch was too much for the time it has.</summary>
    Shrink,

    /// <summary>A row does not take its new value: halve until it is found, and set it apart.</summary>
    Data,

    /// <summary>Another worker has the range.</summary>
    LeaseLost,

    /// <summary>The range has another end by now.</summary>
    RangeSplit,

    /// <summary>Somebody paused or cancelled the backfill.</summary>
    NotRunning,

    /// <summary>The relation was renamed, dropped or rewritten.</summary>
    RelationChanged,

    /// <summary>Nothing that goes away by itself.</summary>
    Stop,
}
