using MigrationSafety.Core.Locks;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

public sealed class DurationEstimateTests
{
    [Theory]
    [InlineData(0.01, "0.1 to 0.1 ms")]
    [InlineData(5, "2.6 to 9.5 ms")]
    [InlineData(1_000, "530 ms to 1.9 s")]
    [InlineData(40_000, "21 to 76 s")]
    [InlineData(75_000, "39 s to 2.4 min")]
    [InlineData(600_000, "5.3 to 19 min")]
    [InlineData(20_000_000, "2.9 to 11 h")]
    public void Ranges_are_told_in_two_digits(double milliseconds, string text) =>
        Assert.Equal(text, new DurationEstimate(milliseconds).ToString());

    [Theory]
    [InlineData(1e30)]
    [InlineData(double.PositiveInfinity)]
    public void Nonsense_in_the_statistics_is_a_long_time(double milliseconds) =>
        Assert.EndsWith(" h", new DurationEstimate(milliseconds).ToString());

    [Fact]
    public void A_range_is_never_wider_than_four_times_its_low_end()
    {
        for (var milliseconds = 1.0; milliseconds < 1e9; milliseconds *= 1.01)
        {
            var estimate = new DurationEstimate(milliseconds);
            Assert.InRange(estimate.High / estimate.Low, 3, 4);
        }
    }
}
