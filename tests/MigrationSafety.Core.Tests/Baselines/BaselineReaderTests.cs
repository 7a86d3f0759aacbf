using System;
using MigrationSafety.Core.Baselines;
using Xunit;

namespace MigrationSafety.Core.Tests.Baselines;

public sealed class BaselineReaderTests
{
    [Fact]
    public void Every_member_is_read()
    {
        var reading = BaselineReader.Read("""
            {
              "formatVersion": 1,
              "tool": "MigrationSafety.Tool 0.1.0",
              "findings": [
                { "rule": "MIG1001", "project": "Shop", "in": "20260101000000_A", "on": "orders.ix", "count": 2, "reason": "at night", "until": "2027-01-31" },
                { "rule": "MIG9001", "in": "database/a.sql" }
              ]
            }
            """);

        Assert.Null(reading.Error);
        var entries = reading.Baseline!.Entries;
        Assert.Equal(
            new BaselineEntry
            {
                Rule = "MIG1001",
                Place = new BaselinePlace("Shop", "20260101000000_A"),
                On = "orders.ix",
                Count = 2,
                Reason = "at night",
                Until = new DateTime(2027, 1, 31),
            },
            entries[0] with { Span = default });
        Assert.Equal(
            new BaselineEntry { Rule = "MIG9001", Place = new BaselinePlace(null, "database/a.sql") }, entries[1] with { Span = default });
    }

    [Theory]
    [InlineData("", "a value is expected in line 1")]
    [InlineData("{\n \"formatVersion\": 1,\n <<<<<<< HEAD\n}", "a name in double quotes is expected in line 3")]
    [InlineData("[]", "an object with \"formatVersion\" and \"findings\" is expected")]
    [InlineData("{ \"formatVersion\": 1 }", "an object with \"formatVersion\" and \"findings\" is expected")]
    [InlineData("{ \"formatVersion\": 2, \"findings\": [] }", "its formatVersion is not 1, which this version reads")]
    [InlineData("{ \"findings\": [] }", "its formatVersion is not 1, which this version reads")]
    [InlineData("{ \"formatVersion\": 1, \"findings\": [\n 5] }", "\"rule\" or \"in\" is missing in line 2")]
    [InlineData("{ \"formatVersion\": 1, \"findings\": [{ \"rule\": \"MIG1001\" }] }", "\"rule\" or \"in\" is missing in line 1")]
    [InlineData("{ \"formatVersion\": 1, \"findings\": [{ \"rule\": \"MIG1001\", \"in\": \"A\", \"count\": 0 }] }", "\"count\" is no number above 0 in line 1")]
    [InlineData("{ \"formatVersion\": 1, \"findings\": [{ \"rule\": \"MIG1001\", \"in\": \"A\", \"until\": \"soon\" }] }", "\"until\" is no date like 2027-01-31 in line 1")]
    [InlineData("{ \"formatVersion\": 1, \"findings\": [{ \"rule\": \"MIG1001\", \"in\": \"A\", \"until\": 5 }] }", "\"until\" is no date like 2027-01-31 in line 1")]
    public void What_cannot_be_read_is_told_and_nothing_of_it_is_used(string text, string error)
    {
        var reading = BaselineReader.Read(text);
        Assert.Null(reading.Baseline);
        Assert.Equal(error, reading.Error);
    }
}
