using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql.Suppressions;

/// <summary>The text of a suppression: <c>migration-safety: ignore MIG1001, MIG1002 reason (until 2027-01-31)</c>.</summary>
internal static class SuppressionComment
{
    public const string Marker = "migration-safety:";

    private static readonly Regex Form = new(
        @"^(--|/\*)\s*migration-safety:\s*ignore\b(?<ids>([\s,]+MIG\d{4}\b)*)(?<reason>.*?)(\(\s*until\s+(?<until>\S+?)\s*\)\s*)?(\*/)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex Id = new(@"MIG\d{4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads a comment with its marks; null where it is no suppression. A date that is none belongs to the reason.</summary>
    public static SqlSuppression? Parse(string comment)
    {
        // Long comments are prose: a bound keeps the pattern's cost small.
        if (comment.Length > 2000 || Form.Match(comment) is not { Success: true } match)
        {
            return null;
        }

        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (Match id in Id.Matches(match.Groups["ids"].Value))
        {
            ids.Add(id.Value.ToUpperInvariant());
        }

        var reason = match.Groups["reason"].Value;
        DateTime? until = null;
        if (match.Groups["until"] is { Success: true } written)
        {
            if (DateTime.TryParseExact(written.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                until = date;
            }
            else
            {
                reason += "(until " + written.Value + ")";
            }
        }

        reason = reason.Trim(' ', '\t', '\r', '\n', ':', '-', ',');
        return new SqlSuppression { Ids = ids.ToImmutable(), Reason = reason.Length == 0 ? null : reason, Until = until };
    }
}
