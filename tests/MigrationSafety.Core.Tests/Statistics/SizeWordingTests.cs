using MigrationSafety.Core.Statistics;
using Xunit;

namespace MigrationSafety.Core.Tests.Statistics;

public sealed class SizeWordingTests
{
    [Theory]
    [InlineData(0, "no rows")]
    [InlineData(1, "1 row")]
    [InlineData(999, "999 rows")]
    [InlineData(12_345, "about 12,000 rows")]
    [InlineData(995_000, "about 1 million rows")]
    [InlineData(25_300_000, "about 25 million rows")]
    [InlineData(1_250_000, "about 1.2 million rows")]
    [InlineData(1_260_000_000, "about 1.3 billion rows")]
    [InlineData(8_000_000_000_000, "about 8,000 billion rows")]
    public void Rows(long rows, string text) => Assert.Equal(text, SizeWording.Rows(rows));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(8192, "8 kB")]
    [InlineData(1_000_000, "977 kB")]
    [InlineData(3_328_599_654, "3.1 GB")]
    [InlineData(long.MaxValue, "8 EB")]
    public void Bytes(long bytes, string text) => Assert.Equal(text, SizeWording.Bytes(bytes));
}
