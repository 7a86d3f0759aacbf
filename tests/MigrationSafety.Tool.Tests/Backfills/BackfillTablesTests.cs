using System;
using System.Collections.Generic;
using System.IO;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Tool.Backfills;
using Spectre.Console;
using Xunit;

namespace MigrationSafety.Tool.Tests.Backfills;

/// <summary>What a person sees at a terminal.</summary>
public sealed class BackfillTablesTests
{
    private static readonly DateTimeOffset s_start = new(2026, 2, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Watch_draws_progress_speed_a_range_of_time_and_what_slows_it_down()
    {
        var status = Status(412_000);
        var pace = new BackfillPace();
        // 6,000 rows a second, then 12,000.
        pace.Add(Status(142_000), s_start);
        pace.Add(Status(232_000), s_start.AddSeconds(15));
        pace.Add(status, s_start.AddSeconds(30));

        var text = Render(BackfillTables.Watch([status], _ => pace, new Dictionary<string, BackfillWait> { ["orders-total"] = new("replica lag: 12 s of 5 s (b)", s_start) }));

        Assert.Contains("████████░░░░░░░░░░░░ 41.2 %", text);
        Assert.Contains("412,000 of about 1,000,000", text);
        Assert.Contains("9,000 rows/s", text);
        Assert.Contains("49 s to 2 min", text);
        Assert.Contains("replica lag: 12 s of 5 s (b), since 2026-02-03 10:00:00Z", text);
        Assert.Contains("3 rows in quarantine", text);
    }

    [Fact]
    public void List_draws_each_backfill_with_its_state()
    {
        var text = Render(BackfillTables.List([Status(412_000), Status(0) with { Name = "done", State = "completed", VerifiedAt = s_start, Quarantined = 0 }]));

        Assert.Contains("orders-total", text);
        Assert.Contains("complete", text);
        Assert.Contains("████████████████████ 100.0 %", text);
    }

    private static BackfillStatus Status(long done) => new(
        "orders-total", "public.\"Orders\"", "running", false, null, 1, "fill", 5, 2, 2, 1_000_000, done, done, 0, 400, 3, TimeSpan.FromMilliseconds(50), 4, 0, s_start, null, null, null, null, false);

    private static string Render(Spectre.Console.Rendering.IRenderable drawing)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 240;
        console.Write(drawing);
        return output.ToString();
    }
}
