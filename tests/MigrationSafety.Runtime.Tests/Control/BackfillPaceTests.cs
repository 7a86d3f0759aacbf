using System;
using System.Linq;
using MigrationSafety.Runtime.Control;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Control;

public sealed class BackfillPaceTests
{
    private static readonly DateTimeOffset s_start = new(2026, 2, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_is_said_before_some_seconds_were_seen()
    {
        var pace = new BackfillPace();

        pace.Add(Status(0), s_start);
        pace.Add(Status(1000), s_start.AddSeconds(1));

        Assert.Null(pace.RowsPerSecond);
        Assert.Null(pace.Remaining);
    }

    [Fact]
    public void An_even_speed_has_a_range_of_one_point()
    {
        var pace = Seen(20, second => second * 1000);

        Assert.Equal(1000, pace.RowsPerSecond!.Value, 6);
        Assert.Equal(981, pace.Remaining!.Value.AtLeast.TotalSeconds, 3);
        Assert.Equal(981, pace.Remaining!.Value.AtMost!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void The_range_is_that_of_the_slowest_and_fastest_sixth()
    {
        // 30 s at 500 rows a second, then 30 s at 2000.
        var pace = Seen(61, second => second <= 30 ? second * 500 : 15_000 + ((second - 30) * 2000));

        Assert.Equal((1_000_000 - 75_000) / 2000, pace.Remaining!.Value.AtLeast.TotalSeconds, 0);
        Assert.Equal((1_000_000 - 75_000) / 500, pace.Remaining!.Value.AtMost!.Value.TotalSeconds, 0);
    }

    [Fact]
    public void A_pause_leaves_the_end_open_and_one_longer_than_the_window_says_nothing()
    {
        var paused = Seen(61, second => Math.Min(second, 30) * 1000);
        var longer = Seen(400, second => Math.Min(second, 30) * 1000);

        Assert.Null(paused.Remaining!.Value.AtMost);
        Assert.Equal(0, longer.RowsPerSecond);
        Assert.Null(longer.Remaining);
    }

    [Fact]
    public void Beyond_the_estimate_nothing_is_said_of_the_time_left()
    {
        var pace = Seen(20, second => 990_000 + Math.Min(second * 1000, 10_000));

        Assert.NotNull(pace.RowsPerSecond);
        Assert.Null(pace.Remaining);
    }

    [Fact]
    public void Only_the_last_three_minutes_count()
    {
        var pace = Seen(600, second => second <= 300 ? second * 1000 : 300_000 + ((second - 300) * 100));

        Assert.Equal(100, pace.RowsPerSecond!.Value, 3);
    }

    [Fact]
    public void A_new_pass_begins_anew()
    {
        var pace = Seen(20, second => second * 1000);

        pace.Add(Status(0) with { Pass = 2 }, s_start.AddSeconds(20));

        Assert.Null(pace.RowsPerSecond);
    }

    private static BackfillPace Seen(int seconds, Func<long, long> rows)
    {
        var pace = new BackfillPace();
        foreach (var second in Enumerable.Range(0, seconds))
        {
            pace.Add(Status(rows(second)), s_start.AddSeconds(second));
        }

        return pace;
    }

    private static BackfillStatus Status(long done) => new(
        "a", "t", "running", false, null, 1, "fill", 5, 2, 2, 1_000_000, done, done, 0, 400, 0, TimeSpan.FromMilliseconds(50), null, 0, s_start, null, null, null, null, false);
}
