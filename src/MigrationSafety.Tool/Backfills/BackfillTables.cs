using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MigrationSafety.Runtime.Control;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationSafety.Tool.Backfills;

/// <summary>Backfills drawn for a person at a terminal.</summary>
internal static class BackfillTables
{
    private const int BarWidth = 20;

    public static IRenderable Watch(IReadOnlyList<BackfillStatus> backfills, Func<BackfillStatus, BackfillPace> pace, IReadOnlyDictionary<string, BackfillWait> waits)
    {
        var table = new Table { Border = TableBorder.Rounded, Caption = new TableTitle("Ctrl+C ends watching, not the backfill") }
            .AddColumns("Backfill", "State", "Done", "Rows", "Speed", "Left of this pass", "Workers", "Slowed by");
        foreach (var status in backfills)
        {
            table.AddRow(
                new Text(status.Name, new Style(decoration: Decoration.Bold)),
                new Text(Join(BackfillText.State(status), status.State is "registered" or "running" ? BackfillText.Phase(status) : ""), new Style(ColorOf(status))),
                Bar(status),
                new Text(BackfillText.Rows(status)),
                new Text(BackfillText.Speed(pace(status))),
                new Text(BackfillText.Left(pace(status))),
                new Text(Workers(status)),
                new Text(Join(BackfillText.Slowed(status, waits.GetValueOrDefault(status.Name)), status.Quarantined > 0 ? Quarantine(status) : ""), new Style(Color.Yellow)));
        }

        return backfills.Count == 0 ? new Text("No backfill was started in this database.") : table;
    }

    public static IRenderable List(IReadOnlyList<BackfillStatus> backfills)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("Backfill", "Table", "State", "Done", "Rows written", "Quarantine", "Started", "Verified");
        foreach (var status in backfills)
        {
            table.AddRow(
                new Text(status.Name, new Style(decoration: Decoration.Bold)), new Text(status.Table), new Text(Join(BackfillText.State(status), status.Reason ?? ""), new Style(ColorOf(status))),
                Bar(status), new Text(status.RowsChanged.ToString("N0", CultureInfo.InvariantCulture)), new Text(status.Quarantined.ToString("N0", CultureInfo.InvariantCulture)),
                new Text(BackfillText.At(status.StartedAt)), new Text(BackfillText.At(status.VerifiedAt)));
        }

        return table;
    }

    private static Text Bar(BackfillStatus status)
    {
        var full = (int)Math.Floor(BackfillText.Done(status) * BarWidth);
        return new Text($"{new string('█', full)}{new string('░', BarWidth - full)} {BackfillText.Percent(status)}", new Style(ColorOf(status)));
    }

    private static string Workers(BackfillStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{status.Workers}{(status.MaxWorkers is { } most ? $" of {most}" : "")}");

    private static string Quarantine(BackfillStatus status) => string.Create(CultureInfo.InvariantCulture, $"{status.Quarantined:N0} rows in quarantine");

    private static string Join(params string[] parts) => string.Join('\n', parts.Where(static p => p.Length > 0));

    private static Color ColorOf(BackfillStatus status) => status switch
    {
        { IsComplete: true } => Color.Green,
        { State: "stopped" or "cancelled" or "completed" } => Color.Red,
        { IsPaused: true } => Color.Yellow,
        _ => Color.Default,
    };
}
