using System;
using System.Globalization;
using MigrationSafety.Runtime.Control;

namespace MigrationSafety.Tool.Backfills;

/// <summary>Words for what the control tables say.</summary>
internal static class BackfillText
{
    public static string State(BackfillStatus status) => status switch
    {
        { IsComplete: true } => "complete",
        { State: "completed", Quarantined: > 0 } => "completed, rows in quarantine",
        { State: "completed" } => "completed, not verified",
        { IsPaused: true, State: "registered" or "running" } => "paused",
        _ => status.State,
    };

    public static string Phase(BackfillStatus status) => status.Phase is null ? "" : Invariant($"{status.Phase} (pass {status.Pass})");

    /// <summary>From 0 to 1. The rows of a pass are estimated: one that is under way is not at its end.</summary>
    public static double Done(BackfillStatus status) =>
        status.State == "completed" ? 1 : status.EstimatedRows == 0 ? 0 : Math.Min(0.999, (double)status.RowsDone / status.EstimatedRows);

    public static string Percent(BackfillStatus status) => Invariant($"{Math.Floor(Done(status) * 1000) / 10:0.0} %");

    public static string Rows(BackfillStatus status) => Invariant($"{status.RowsDone:N0} of about {status.EstimatedRows:N0}");

    public static string Speed(BackfillPace pace) => pace.RowsPerSecond is { } speed ? Invariant($"{speed:N0} rows/s") : "";

    /// <summary>"4 min to 6 min"</summary>
    public static string Left(BackfillPace pace) => pace.Remaining switch
    {
        null => "",
        (var least, null) => $"{Time(least)} or more",
        (var least, { } most) when Time(least) == Time(most) => Time(least),
        (var least, { } most) => $"{Time(least)} to {Time(most)}",
    };

    /// <summary>What keeps it from going faster; empty: nothing that is known.</summary>
    public static string Slowed(BackfillStatus status, BackfillWait? wait) => status switch
    {
        { State: not ("registered" or "running") } => status.Reason ?? "",
        { IsPaused: true } => "paused: " + status.Reason,
        _ when wait is not null => Invariant($"{wait.Signal}, since {At(wait.Since)}"),
        { Workers: 0 } => "no worker",
        _ => "",
    };

    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => Invariant($"{Math.Ceiling(time.TotalSeconds):0} s"),
        { TotalMinutes: < 90 } => Invariant($"{Math.Round(time.TotalMinutes):0} min"),
        { TotalHours: < 48 } => Invariant($"{time.TotalHours:0.0} h"),
        _ => Invariant($"{time.TotalDays:0.0} days"),
    };

    public static string At(DateTimeOffset? at) => at is { } time ? time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
