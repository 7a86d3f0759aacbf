using System.Linq;
using MigrationSafety.Core.Sql.Json;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class JsonTests
{
    [Fact]
    public void Properties_and_items_are_found_by_name_and_in_order()
    {
        var node = JsonTape.Read("""{"a":1,"b":{"c":["x",-20,true,null,{"d":false}]},"e":"f","g":[]}""");

        Assert.Equal(["a", "b", "e", "g"], node.Properties.Select(p => p.Key));
        Assert.Equal(1, node["a"].Int);
        Assert.Equal("f", node["e"].Text);
        var items = node["b"]["c"].Items.ToList();
        Assert.Equal("x", items[0].Text);
        Assert.Equal(-20, items[1].Int);
        Assert.True(items[2].IsTrue);
        Assert.Equal(JsonKind.Null, items[3].Kind);
        Assert.False(items[4]["d"].IsTrue);
        Assert.Empty(node["g"].Items);
    }

    [Fact]
    public void What_is_missing_is_a_node_that_holds_nothing()
    {
        var node = JsonTape.Read("""{"a":1}""")["b"]["c"];

        Assert.False(node.Exists);
        Assert.Equal(JsonKind.None, node.Kind);
        Assert.Null(node.Text);
        Assert.Equal(0, node.Int);
        Assert.Empty(node.Items);
        Assert.Empty(node.Properties);
        Assert.Empty(node.Descendants("a"));
        Assert.False(node.TryUnwrap(out _, out _));
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\\"b\\\\c\\/\"", "a\"b\\c/")]
    [InlineData("\"\\n\\t\\r\\b\\f\"", "\n\t\r\b\f")]
    [InlineData("\"\\u00e9\\ud83d\\ude00\"", "é😀")]
    [InlineData("\"é😀\"", "é😀")]
    [InlineData("\"\\u00e\"", "u00e")]
    public void Escapes_are_decoded(string json, string text) => Assert.Equal(text, JsonTape.Read(json).Text);

    [Fact]
    public void Descendants_are_properties_at_any_depth_but_no_values()
    {
        var node = JsonTape.Read("""{"x":[{"F":{"n":1}},{"S":"F"},{"F":{"F":{"n":3}}}]}""");

        Assert.Equal([1, 0, 3], node.Descendants("F").Select(found => found.Value["n"].Int));
        Assert.Equal(2, node.OwnedDescendants("n").Count());
        Assert.All(node.OwnedDescendants("n"), found => Assert.Equal(found.Value.Index, found.Owner["n"].Index));
    }

    [Fact]
    public void Only_an_object_of_one_property_unwraps()
    {
        Assert.True(JsonTape.Read("""{"A":{"b":1,"c":2}}""").TryUnwrap(out var name, out var value));
        Assert.Equal("A", name);
        Assert.Equal(2, value["c"].Int);
        Assert.False(JsonTape.Read("""{"A":1,"B":2}""").TryUnwrap(out _, out _));
        Assert.False(JsonTape.Read("{}").TryUnwrap(out _, out _));
        Assert.False(JsonTape.Read("[1]").TryUnwrap(out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("]")]
    [InlineData("\"x")]
    [InlineData("{\"a\":\"x")]
    [InlineData("[1,2")]
    public void Malformed_text_is_nothing(string json) => Assert.False(JsonTape.Read(json).Exists);

    [Theory]
    [InlineData("99999999999999", int.MaxValue)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-5", -5)]
    public void Numbers_beyond_int_stop_at_its_end(string json, int value) => Assert.Equal(value, JsonTape.Read(json).Int);

    [Fact]
    public void Depth_costs_no_stack()
    {
        const int Depth = 300_000;
        var json = string.Concat(Enumerable.Repeat("{\"a\":[", Depth)) + string.Concat(Enumerable.Repeat("]}", Depth));

        var node = JsonTape.Read(json);

        Assert.Equal(Depth, node.Descendants("a").Count());
        Assert.Equal(Depth, node.OwnedDescendants("a").Count());
    }
}
