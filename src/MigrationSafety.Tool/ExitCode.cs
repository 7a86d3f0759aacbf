namespace MigrationSafety.Tool;

/// <summary>What the process answers; docs/tool.md.</summary>
internal static class ExitCode
{
    /// <summary>Done, and no finding at or above the level.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above the level.</summary>
    public const int Findings = 1;

    /// <summary>A wrong command line, or a project that cannot be loaded.</summary>
    public const int Unusable = 2;

    /// <summary>Ctrl+C, as a shell counts it.</summary>
    public const int Cancelled = 130;
}
