using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace MigrationSafety.PgParser.Tests;

public class Utf8PositionsTests
{
    /// <summary>Texts long enough for several blocks, of characters of every width.</summary>
    private static readonly Arbitrary<string> Texts = Gen
        .Elements("a", " ", "é", "ж", "日", "￿", "😀", "𐍈", "e\u0301", "plain text ")
        .ListOf()
        .Select(parts => string.Concat(parts))
        .Select(text => text + text + text)
        .Or(Gen.Elements("a", "é", "😀").ListOf(400).Select(parts => string.Concat(parts)))
        .ToArbitrary();

    [Fact]
    public void Every_character_is_found_by_its_byte_and_by_its_code_point() =>
        Prop.ForAll(Texts, text =>
        {
            var positions = new Utf8Positions(text);
            var (index, bytes, codePoints) = (0, 0, 0);
            foreach (var rune in text.EnumerateRunes())
            {
                for (var inside = 0; inside < rune.Utf8SequenceLength; inside++)
                {
                    Assert.Equal(index, positions.ToUtf16(bytes + inside));
                }

                Assert.Equal(index, positions.CodePointToUtf16(codePoints));
                index += rune.Utf16SequenceLength;
                bytes += rune.Utf8SequenceLength;
                codePoints++;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Beyond_the_end_is_the_end_and_before_the_start_is_the_start() =>
        Prop.ForAll(Texts, Gen.Choose(0, int.MaxValue).ToArbitrary(), (text, far) =>
        {
            var positions = new Utf8Positions(text);
            var beyond = Math.Max(far, Encoding.UTF8.GetByteCount(text));
            Assert.Equal(text.Length, positions.ToUtf16(beyond));
            Assert.Equal(text.Length, positions.CodePointToUtf16(beyond));
            Assert.Equal(0, positions.ToUtf16(-far - 1));
            Assert.Equal(0, positions.CodePointToUtf16(-far - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_string_has_positions_that_never_go_back()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        {
            var positions = new Utf8Positions(text);
            for (var i = 1; i <= (text.Length * 3) + 1; i++)
            {
                Assert.InRange(positions.ToUtf16(i), positions.ToUtf16(i - 1), text.Length);
                Assert.InRange(positions.CodePointToUtf16(i), positions.CodePointToUtf16(i - 1), text.Length);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("SELECT 'é😀' FROM FROM", "FROM")]
    [InlineData("SELECT 1 /* 日本 */ , -- ещё 😀\n)", ")")]
    [InlineData("SELECT x y z", "z")]
    public void Errors_point_at_the_character_in_the_string(string sql, string near)
    {
        var error = PostgresParser.Parse(sql).Error!;
        Assert.Equal(sql.LastIndexOf(near, StringComparison.Ordinal), error.Utf16Position);
        Assert.Equal(sql[..error.Utf16Position].EnumerateRunes().Count() + 1, error.CursorPosition);
    }

    [Fact]
    public void Locations_in_the_tree_lead_to_the_character_in_the_string()
    {
        const string sql = "SELECT 'é😀', größe FROM \"日本\"";
        var json = PostgresParser.Parse(sql).Json!;
        var relation = json.Substring(json.IndexOf("\"RangeVar\"", StringComparison.Ordinal));
        var digits = relation.Substring(relation.IndexOf("\"location\":", StringComparison.Ordinal) + 11);
        var location = int.Parse(digits.AsSpan(0, digits.IndexOf('}')));
        Assert.Equal(sql.IndexOf("\"日本\"", StringComparison.Ordinal), new Utf8Positions(sql).ToUtf16(location));
    }
}
