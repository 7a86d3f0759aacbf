using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>Every character of an SQL value is found in the source, whatever literal it was written as.</summary>
public sealed class PositionTests
{
    private static readonly string[] Pieces =
    [
        "a", "B", "7", " ", "  ", "\"", "\"\"", "\\", "{", "}", "{0}", "'", ";", "--", "\n", "\r\n", "\t", "é", "漢", "😀", "\u2028", "$$", "@",
        "SELECT", "CREATE INDEX ix ON t (c)",
    ];

    public static IEnumerable<object[]> Kinds() => LiteralKinds.All.Keys.Select(static kind => new object[] { kind });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_character_of_the_value_is_found_in_the_source(string kind)
    {
        var tried = 0;
        var values = Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces)).ToArbitrary();
        Prop.ForAll(values, value =>
        {
            if (LiteralKinds.All[kind](value) is { } literal)
            {
                tried++;
                CheckEveryCharacter(value, literal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20240131, 7));
        Assert.True(tried > 20, "Too few values can be written as " + kind);
    }

    private static void CheckEveryCharacter(string value, string literal)
    {
        var reading = MigrationText.Read("migrationBuilder.Sql(" + literal + ");");
        var step = Assert.Single(reading.Steps);
        Assert.Equal(value, step.Step.Sql);
        var source = reading.Migration.SyntaxTree.ToString();
        for (var i = 0; i < value.Length; i++)
        {
            var place = step.SqlMap!.Locate(i, i + 1);
            Assert.NotNull(place);
            var written = source.Substring(place.Value.Span.Start, place.Value.Span.Length);
            Assert.True(Means(written, value, i), $"character {i} of «{value}» is found at «{written}» of {literal}");
        }
    }

    /// <summary>The character itself, or an escape of it (of the pair it belongs to).</summary>
    private static bool Means(string written, string value, int index)
    {
        if (written == value[index].ToString() || written is "\"\"" or "{{" or "}}" && written[0] == value[index])
        {
            return true;
        }

        var decoded = SyntaxFactory.ParseToken("\"" + written + "\"").ValueText;
        return written.StartsWith('\\')
            && (decoded == value[index].ToString()
                || decoded.Length == 2 && decoded.Contains(value[index], StringComparison.Ordinal) && char.IsSurrogate(value[index]));
    }
}
