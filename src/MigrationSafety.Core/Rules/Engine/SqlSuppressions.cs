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

    public static bool IsExpired(SqlSuppression suppression, DateTime today) => suppression.Until is { } until && today.Date > until.Date;

    private static bool Covers(SqlSuppression suppression, Finding finding, DateTime today) =>
        !IsExpired(suppression, today) && IsAbout(suppression, finding);

    /// <summary>True where the comment names the finding's rule and stands at its statement.</summary>
    public static bool IsAbout(SqlSuppression suppression, Finding finding) =>
        suppression.Ids.Contains(finding.Rule.Id, StringComparer.OrdinalIgnoreCase)
        && suppression.Statement is { } statement
        && (finding.Span is not { } span || (span.Start >= statement.Start && span.End <= statement.End));
}
