using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>
/// What a diagnostic carries besides its message: for code fixes, which read the migration again and find the step by its
/// number, and for the tool, which also shows what was accepted.
/// </summary>
internal static class FindingProperties
{
    public const string Step = "MigrationSafety.Step";
    public const string SpanStart = "MigrationSafety.SpanStart";
    public const string SpanLength = "MigrationSafety.SpanLength";

    /// <summary>The migration's id; absent for a .sql file.</summary>
    public const string Migration = "MigrationSafety.Migration";

    /// <summary>The objects of all findings that this diagnostic stands for, one a line: <see cref="FindingSubject"/>.</summary>
    public const string Subjects = "MigrationSafety.Subjects";

    /// <summary>A <see cref="SuppressionKind"/>; absent where nobody accepted the finding.</summary>
    public const string AcceptedBy = "MigrationSafety.AcceptedBy";
    public const string AcceptedReason = "MigrationSafety.AcceptedReason";
    public const string AcceptedUntil = "MigrationSafety.AcceptedUntil";

    private static readonly ImmutableDictionary<string, string?>[] FirstSteps =
        [.. Enumerable.Range(0, 10).Select(static step => ImmutableDictionary<string, string?>.Empty.Add(Step, Text(step)))];

    public static ImmutableDictionary<string, string?> Of(Finding finding)
    {
        var properties = finding.Step >= 0 && finding.Step < FirstSteps.Length
            ? FirstSteps[finding.Step]
            : ImmutableDictionary<string, string?>.Empty.Add(Step, Text(finding.Step));
        return finding.Span is { } span
            ? properties.Add(SpanStart, Text(span.Start)).Add(SpanLength, Text(span.Length))
            : properties;
    }

    /// <summary>All that the tool asks for.</summary>
    public static ImmutableDictionary<string, string?> ForTool(Finding finding, IEnumerable<Finding> standsFor, string? migration)
    {
        var properties = Of(finding).Add(Subjects, string.Join("\n", standsFor.Select(static f => FindingSubject.Of(f.Change))));
        if (migration is not null)
        {
            properties = properties.Add(Migration, migration);
        }

        return finding.Suppression is not { } accepted
            ? properties
            : properties
                .Add(AcceptedBy, accepted.Kind.ToString())
                .Add(AcceptedReason, accepted.Reason)
                .Add(AcceptedUntil, accepted.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
