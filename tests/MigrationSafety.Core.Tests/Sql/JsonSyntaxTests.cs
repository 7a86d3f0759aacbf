using System.Linq;
using System.Text.Json;
using MigrationSafety.Core.Sql.Json;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class JsonSyntaxTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData(" [ ] ")]
    [InlineData("""{"a":[1,-2.5e+3,0,"x\"y\\",true,false,null,{},[[]]],"b":{"c":{}}}""")]
    [InlineData("0")]
    public void Json_is_accepted(string json) => Assert.Null(JsonSyntax.Check(json));

    [Theory]
    [InlineData("", 0, "a value")]
    [InlineData("{", 1, "a name in double quotes")]
    [InlineData("{a:1}", 1, "a name in double quotes")]
    [InlineData("{'a':1}", 1, "a name in double quotes")]
    [InlineData("""{"a" 1}""", 5, "':'")]
    [InlineData("""{"a":}""", 5, "a value")]
    [InlineData("""{"a":1,}""", 7, "a name in double quotes")]
    [InlineData("[1,]", 3, "a value")]
    [InlineData("[1 2]", 3, "',' or ']'")]
    [InlineData("""{"a":1 "b":2}""", 7, "',' or '}'")]
    [InlineData("[1}", 2, "',' or ']'")]
    [InlineData("[1", 2, "',' or ']'")]
    [InlineData("[1] [2]", 4, "the end of the file")]
    [InlineData("[01]", 1, "a value")]
    [InlineData("[1.]", 1, "a value")]
    [InlineData("[+1]", 1, "a value")]
    [InlineData("[1e]", 1, "a value")]
    [InlineData("[nul]", 1, "a value")]
    [InlineData("// sizes\n{}", 0, "a value")]
    [InlineData("[\"a\nb\"]", 1, "a string that ends on its line")]
    [InlineData("[\"a", 1, "a string that ends on its line")]
    [InlineData("[\"C:\\data\"]", 4, "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u1234")]
    public void The_first_error_is_told_with_its_place(string json, int position, string expected) =>
        Assert.Equal(new JsonError(position, expected), JsonSyntax.Check(json));

    [Fact]
    public void Mutations_are_judged_as_by_the_platform()
    {
        const string Json = """{"tables":[{"name":"a\"b","rows":-1.5e3,"x":null},{"y":[true,false,{}]}]}""";
        var random = new System.Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Json.ToCharArray().ToList();
            for (var edits = random.Next(1, 3); edits > 0; edits--)
            {
                var at = random.Next(text.Count);
                if (random.Next(2) == 0)
                {
                    text.RemoveAt(at);
                }
                else
                {
                    text.Insert(at, Json[random.Next(Json.Length)]);
                }
            }

            var mutated = new string(text.ToArray());
            Assert.True(IsJson(mutated) == (JsonSyntax.Check(mutated) is null), mutated);
        }
    }

    [Fact]
    public void Depth_costs_no_stack()
    {
        const int Depth = 300_000;
        Assert.Null(JsonSyntax.Check(
            string.Concat(Enumerable.Repeat("{\"a\":[", Depth)) + string.Concat(Enumerable.Repeat("]}", Depth))));
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
