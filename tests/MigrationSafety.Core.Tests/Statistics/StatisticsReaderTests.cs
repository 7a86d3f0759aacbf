using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Statistics;
using Xunit;

namespace MigrationSafety.Core.Tests.Statistics;

public sealed class StatisticsReaderTests
{
    [Fact]
    public void Everything_is_read()
    {
        var reading = DatabaseStatistics.Read("""
            {
              "$schema": "x", "$comment": 1,
              "formatVersion": 1, "serverVersion": "16.4", "takenAt": "2026-10-01T08:00:00Z", "speed": 0.5,
              "tables": [
                { "schema": "Sales", "name": "Orders", "rows": 25000000, "heapBytes": 2.9e9, "toastBytes": 100, "writesPerSecond": 1.5,
                  "indexes": [ { "name": "PK_Orders", "bytes": 560000000 } ] },
                { "name": "countries", "rows": 0, "heapBytes": null, "indexes": null }
              ]
            }
            """);

        Assert.Empty(reading.Problems);
        var statistics = reading.Statistics!;
        Assert.Equal(("16.4", new DateTime(2026, 10, 1), 0.5), (statistics.ServerVersion, statistics.TakenAt!.Value, statistics.Speed));
        var orders = statistics.Find(new QualifiedName("Sales", "Orders"))!;
        Assert.Equal((25_000_000, 2_900_000_000, 100L, 2_900_000_100, 1.5), (orders.Rows, orders.HeapBytes, orders.ToastBytes, orders.Bytes, orders.WritesPerSecond));
        Assert.Equal([new IndexStatistics("PK_Orders", 560_000_000)], orders.Indexes.AsEnumerable());
        var countries = statistics.Find(new QualifiedName("public", "countries"))!;
        Assert.True(countries is { Rows: 0, HeapBytes: null, Bytes: null, WritesPerSecond: null, Indexes.IsDefault: true });
        Assert.Null(statistics.Find(new QualifiedName(null, "Countries")));
    }

    [Theory]
    [InlineData("", "", ", or '' is expected here", null)]
    [InlineData("{\"tables\": [ { \"rows\": 1, } ]}", "", "a name in double quotes is expected here", null)]
    [InlineData("[]", "", "an object is expected", null)]
    [InlineData("{\"formatVersion\": 2, \"tables\": []}", "formatVersion", "format 1", null)]
    [InlineData("{}", "tables", "it is missing", 0)]
    [InlineData("{\"tables\": {}}", "tables", "an array is expected", 0)]
    [InlineData("{\"tables\": [1]}", "tables[0]", "an object is expected", 0)]
    [InlineData("{\"table\": [], \"tables\": []}", "table", "there is no such member", 0)]
    [InlineData("{\"tables\": [], \"takenAt\": \"yesterday\"}", "takenAt", "a date", 0)]
    [InlineData("{\"tables\": [], \"speed\": 0}", "speed", "a number", 0)]
    [InlineData("{\"tables\": [], \"serverVersion\": 16}", "serverVersion", "a string", 0)]
    [InlineData("{\"tables\": [{\"name\": \"a\"}]}", "tables[0].rows", "it is missing", 0)]
    [InlineData("{\"tables\": [{\"rows\": 1}]}", "tables[0].name", "it is missing", 0)]
    [InlineData("{\"tables\": [{\"name\": \"\", \"rows\": 1}]}", "tables[0].name", "a string", 0)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": -1}]}", "tables[0].rows", "a whole number", 0)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": \"many\"}]}", "tables[0].rows", "a whole number", 0)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1.5}]}", "tables[0].rows", "a whole number", 0)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1e300}]}", "tables[0].rows", "a whole number", 0)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1, \"heapbytes\": 5}]}", "tables[0].heapbytes", "there is no such member", 1)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1, \"rows\": 2}]}", "tables[0].rows", "it is given twice", 1)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1}, {\"schema\": \"public\", \"name\": \"a\", \"rows\": 1}]}", "tables[1]", "is listed before", 1)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1, \"indexes\": [{\"name\": \"i\"}]}]}", "tables[0].indexes[0].bytes", "it is missing", 1)]
    [InlineData("{\"tables\": [{\"name\": \"a\", \"rows\": 1, \"writesPerSecond\": -1}]}", "tables[0].writesPerSecond", "a number", 1)]
    public void What_cannot_be_read_is_told_and_the_rest_is_used(string json, string path, string reason, int? tables)
    {
        var reading = DatabaseStatistics.Read(json);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(path, problem.Path);
        Assert.True(json.Length == 0 || problem.Reason.Contains(reason, StringComparison.Ordinal), problem.Reason);
        Assert.NotEmpty(problem.Advice);
        Assert.InRange(problem.Span.End, 0, json.Length);
        Assert.Equal(tables, reading.Statistics?.Tables.Count);
    }

    [Fact]
    public void Problems_are_where_they_are()
    {
        const string Json = "{\"tables\": [{\"name\": \"a\", \"rows\": \"many\"}]}";
        var span = Assert.Single(DatabaseStatistics.Read(Json).Problems).Span;
        Assert.Equal("many", Json.Substring(span.Start, span.Length));
    }

    [Fact]
    public void Mutations_never_throw()
    {
        const string Json = """{"formatVersion":1,"takenAt":"2026-10-01","speed":1,"tables":[{"name":"a","rows":1,"heapBytes":2,"indexes":[{"name":"i","bytes":3}]}]}""";
        var random = new Random(2);
        for (var i = 0; i < 5_000; i++)
        {
            var text = Json.ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                text[random.Next(text.Count)] = Json[random.Next(Json.Length)];
            }

            var mutated = new string(text.ToArray());
            Assert.All(DatabaseStatistics.Read(mutated).Problems, p => Assert.InRange(p.Span.End, 0, mutated.Length));
        }
    }
}
