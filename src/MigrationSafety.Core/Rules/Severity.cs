namespace MigrationSafety.Core.Rules;

/// <summary>How loud a finding is.</summary>
internal enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>What can be done about a finding by a machine.</summary>
internal enum FixKind
{
    /// <summary>The message and the page tell what to do.</summary>
    Text,

    /// <summary>A code fix rewrites this migration in place.</summary>
    Auto,

    /// <summary>Part of the work moves to a next migration.</summary>
    Split,

    /// <summary>An expand / backfill / contract sequence.</summary>
    Phases,
}
