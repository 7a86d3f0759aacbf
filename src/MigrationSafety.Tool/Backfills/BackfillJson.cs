using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Tool.Reports;

namespace MigrationSafety.Tool.Backfills;

/// <summary>Backfills for scripts; docs/tool.md describes the members.</summary>
internal static class BackfillJson
{
    private const int FormatVersion = 1;

    public static void WriteList(IReadOnlyList<BackfillStatus> backfills, IReadOnlyDictionary<string, BackfillWait> waits, TextWriter output) =>
        Write(new { formatVersion = FormatVersion, tool = ToolVersion.Name, backfills = backfills.Select(b => Status(b, waits)) }, output);

    public static void WriteStatus(
        BackfillStatus backfill, IReadOnlyDictionary<string, BackfillWait> waits, IReadOnlyList<QuarantinedRow>? quarantine, IReadOnlyList<BackfillEvent>? events, TextWriter output) =>
        Write(new { formatVersion = FormatVersion, tool = ToolVersion.Name, backfill = Status(backfill, waits), quarantine, events }, output);

    public static void WriteGate(string backfill, IReadOnlyList<string> missing, TextWriter output) =>
        Write(new { formatVersion = FormatVersion, tool = ToolVersion.Name, backfill, open = missing.Count == 0, missing }, output);

    private static object Status(BackfillStatus status, IReadOnlyDictionary<string, BackfillWait> waits) => new
    {
        status.Name,
        status.Table,
        status.State,
        complete = status.IsComplete,
        paused = status.IsPaused,
        status.Reason,
        status.Phase,
        status.Pass,
        status.Ranges,
        status.RangesDone,
        status.RowsDone,
        status.EstimatedRows,
        status.RowsChanged,
        hotRatio = status.HotRatio,
        status.Batches,
        status.Quarantined,
        status.Workers,
        status.MaxWorkers,
        targetBatchMilliseconds = status.TargetBatchTime.TotalMilliseconds,
        status.RestRatio,
        waits = waits.GetValueOrDefault(status.Name),
        status.StartedAt,
        status.CompletedAt,
        status.VerifiedAt,
        status.ReleasedAt,
        status.ReleasedBy,
        releaseIsForced = status.ReleasedAt is null ? (bool?)null : status.IsForced,
    };

    private static void Write(object report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(report, JsonReport.Options));
}
