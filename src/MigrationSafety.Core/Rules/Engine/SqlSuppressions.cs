using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Suppression by a comment in SQL: <c>-- migration-safety: ignore MIG1001 reason (until 2027-01-31)</c>.</summary>
internal static class SqlSuppressions
{
    /// <summary>The comment that covers the finding and has not expired, or null.</summary>
    public static FindingSuppression? Of(Finding finding, ChangeSet changeSet, DateTime today) =>
        finding.Step >= 0 && finding.Step < changeSet.Steps.Length
        && changeSet.Steps[finding.Step].Suppressions.FirstOrDefault(s => Covers(s, finding, today)) is { } comment
            ? new FindingSuppression(SuppressionKind.SqlComment, comment.Reason, comment.Until)
            : null;

    private static bool Covers(SqlSuppression suppression, Finding finding, DateTime today) =>
        (suppression.Until is null || today.Date <= suppression.Until.Value.Date)
        && suppression.Ids.Contains(finding.Rule.Id, StringComparer.OrdinalIgnoreCase)
        && suppression.Statement is { } statement
        && (finding.Span is not { } span || (span.Start >= statement.Start && span.End <= statement.End));
}
