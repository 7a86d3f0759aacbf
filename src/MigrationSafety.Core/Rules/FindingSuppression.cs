using System;

namespace MigrationSafety.Core.Rules;

/// <summary>Where a finding was accepted.</summary>
internal enum SuppressionKind
{
    /// <summary>By a comment in the SQL.</summary>
    SqlComment,

    /// <summary>By the baseline file.</summary>
    Baseline,
}

/// <summary>Why a finding is not reported: somebody has seen and accepted it.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Reason">What was written there, or null.</param>
/// <param name="Until">The last day on which it holds; null: for good.</param>
internal sealed record FindingSuppression(SuppressionKind Kind, string? Reason, DateTime? Until);
