namespace MigrationSafety.Runtime.Engine;

/// <summary>What a worker without a range does next.</summary>
internal enum PassAdvice
{
    /// <summary>Claim again at once.</summary>
    Work,

    /// <summary>Every range is taken: help, or wait.</summary>
    Idle,

    /// <summary>Paused, or another worker is planning.</summary>
    Wait,

    /// <summary>Nothing is left to do.</summary>
    Finished,
}
