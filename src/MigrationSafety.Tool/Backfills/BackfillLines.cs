using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MigrationSafety.Runtime.Control;

namespace MigrationSafety.Tool.Backfills;

/// <summary>Backfills as plain lines: for logs, pipes and mails.</summary>
internal static class BackfillLines
{
    /// <summary>"orders-total: running, fill (pass 1), 41.2 %, 412,000 of about 1,000,000 rows, 9,120 rows/s, 1 min to 2 min left, 2 workers; waits for ..."</summary>
    public static string Watch(BackfillStatus status, BackfillPace pace, BackfillWait? wait)
    {
        var parts = new List<string> { BackfillText.State(status) };
        if (status.State is "registered" or "running")
        {
            var left = BackfillText.Left(pace);
            parts.AddRange([BackfillText.Phase(status), BackfillText.Percent(status), BackfillText.Rows(status) + " rows", BackfillText.Speed(pace), left.Length > 0 ? left + " left of this pass" : "", Count(status.Workers, "worker")]);
        }
        else
        {
            parts.Add(Count(status.RowsChanged, "row") + " written");
        }

        parts.Add(status.Quarantined > 0 ? Count(status.Quarantined, "row") + " in quarantine" : "");
        var slowed = BackfillText.Slowed(status, wait);
        return $"{status.Name}: {string.Join(", ", parts.Where(static p => p.Length > 0))}{(slowed.Length > 0 ? "; " + slowed : "")}";
    }

    public static void WriteStatus(
        BackfillStatus status, BackfillWait? wait, IReadOnlyList<QuarantinedRow>? quarantine, IReadOnlyList<BackfillEvent>? events, TextWriter output)
    {
        void Line(string name, string value)
        {
            if (value.Length > 0)
            {
                output.WriteLine($"{name,-14}{value}");
            }
        }

        Line("backfill", status.Name);
        Line("table", status.Table);
        Line("state", BackfillText.State(status));
        Line("done", $"{BackfillText.Phase(status)} {BackfillText.Percent(status)}, {BackfillText.Rows(status)} rows".TrimStart());
        Line(status.State is "registered" or "running" ? "slowed by" : "reason", BackfillText.Slowed(status, wait));

        Line("written", Invariant($"{status.RowsChanged:N0} rows in {status.Batches:N0} batches{(status.HotRatio is { } hot ? Invariant($", {hot:P0} of them HOT") : "")}"));
        Line("quarantine", Count(status.Quarantined, "row"));
        Line("workers", Invariant($"{status.Workers}{(status.MaxWorkers is { } most ? Invariant($" of at most {most}") : "")}"));
        Line("pace", Invariant($"batches of {status.TargetBatchTime.TotalMilliseconds:0} ms, rest {status.RestRatio:0.##} times the batch"));
        Line("started", BackfillText.At(status.StartedAt));
        Line("completed", BackfillText.At(status.CompletedAt));
        Line("verified", BackfillText.At(status.VerifiedAt));
        Line("released", status.ReleasedAt is null ? "" : $"{BackfillText.At(status.ReleasedAt)} by {status.ReleasedBy}{(status.IsForced ? ", by force" : "")}");
        foreach (var row in quarantine ?? [])
        {
            output.WriteLine($"  {row.Relation} ({string.Join(", ", row.Key)}): {row.Message} ({row.SqlState})");
        }

        foreach (var happened in events ?? [])
        {
            output.WriteLine($"  {BackfillText.At(happened.At)} {happened.Kind}: {happened.Message} ({happened.Role})");
        }
    }

    private static string Count(long count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Invariant(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
