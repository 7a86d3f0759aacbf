using System;
using MigrationSafety.Runtime.Engine;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Engine;

public sealed class BatchSizerTests
{
    [Theory]
    [InlineData(0.01, 5000)]
    [InlineData(0.1, 500)]
    [InlineData(1, 50)]
    [InlineData(20, 2)]
    public void It_is_at_the_target_within_two_seconds(double millisecondsPerRow, long expected)
    {
        var sizer = new BatchSizer { Target = 50 };

        var spent = Run(sizer, millisecondsPerRow, until: expected);

        Assert.InRange(sizer.Size, expected * 0.9, (expected * 1.1) + 1);
        Assert.InRange(spent, 0, Math.Max(2000, 200 * millisecondsPerRow * 1.5));
    }

    [Fact]
    public void It_shrinks_at_once_and_one_hiccup_does_not_last()
    {
        var sizer = new BatchSizer { Target = 50 };
        Run(sizer, 0.01, 5000);

        sizer.Record(sizer.Size, sizer.Size, 500);
        var after = sizer.Size;
        Run(sizer, 0.01, 5000);

        Assert.InRange(after, 1, 600);
        Assert.InRange(sizer.Size, 4500, 5500);
    }

    [Fact]
    public void Rows_that_cost_nothing_do_not_make_a_batch_that_would_hold_locks_for_long()
    {
        var sizer = new BatchSizer { Target = 50 };
        Run(sizer, 0.01, 5000);

        // A stretch that is filled already: a hundredth of the cost, nothing written.
        for (var i = 0; i < 20; i++)
        {
            sizer.Record(sizer.Size, 0, sizer.Size * 0.0001);
        }

        Assert.InRange(sizer.Size * 0.01, 50, 201);
    }

    [Fact]
    public void It_never_falls_below_one_row()
    {
        var sizer = new BatchSizer { Target = 50 };

        sizer.Record(1, 1, 100_000);
        sizer.Halve();

        Assert.Equal(1, sizer.Size);
    }

    private static double Run(BatchSizer sizer, double millisecondsPerRow, long until)
    {
        var spent = 0.0;
        for (var i = 0; i < 30 && (i < 1 || Math.Abs(sizer.Size - until) > until * 0.1); i++)
        {
            var took = sizer.Size * millisecondsPerRow;
            spent += took;
            sizer.Record(sizer.Size, sizer.Size, took);
        }

        return spent;
    }
}
