using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql.Types;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class PgTypeReaderTests
{
    [Theory]
    [InlineData("character varying(50)", "varchar(50)")]
    [InlineData("varchar(50)", "varchar(50)")]
    [InlineData("VARCHAR ( 50 )", "varchar(50)")]
    [InlineData("character(10)", "bpchar(10)")]
    [InlineData("char", "bpchar(1)")]
    [InlineData("\"char\"", "char")]
    [InlineData("int", "int4")]
    [InlineData("integer[]", "int4[]")]
    [InlineData("int4 array[3]", "int4[]")]
    [InlineData("text[][]", "text[]")]
    [InlineData("numeric(10,2)", "numeric(10,2)")]
    [InlineData("numeric(10,2)[]", "numeric(10,2)[]")]
    [InlineData("decimal(3,-2)", "numeric(3,-2)")]
    [InlineData("timestamp(3) with time zone", "timestamptz(3)")]
    [InlineData("timestamp with time zone", "timestamptz")]
    [InlineData("time with time zone", "timetz")]
    [InlineData("interval(3)", "interval(3)")]
    [InlineData("interval(6)", "interval(6)")]
    [InlineData("interval year to month", "interval(6,6)")]
    [InlineData("interval day to second(3)", "interval(7176,3)")]
    [InlineData("bit varying(3)", "varbit(3)")]
    [InlineData("float(10)", "float4")]
    [InlineData("double precision", "float8")]
    [InlineData("bigserial", "bigserial")]
    [InlineData("\"MySchema\".\"Mood\"", "MySchema.Mood")]
    [InlineData("public.citext", "public.citext")]
    [InlineData("geometry(Point, 4326)", "geometry(point,4326)")]
    [InlineData("vector(1536)", "vector(1536)")]
    public void A_store_type_becomes_the_internal_name(string text, string type) =>
        Assert.Equal(type, PgTypeReader.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("int not null")]
    [InlineData("int, 1")]
    [InlineData("int as x")]
    [InlineData("int; drop table t")]
    [InlineData("int from t")]
    [InlineData("int::text")]
    [InlineData("int + 1")]
    [InlineData("character varying(")]
    [InlineData("character varying(x")]
    [InlineData("'")]
    public void What_is_no_type_is_null(string text) => Assert.Null(PgTypeReader.Parse(text));

    public static IEnumerable<object[]> CommonTypes() =>
        PgTypeNames.Common.Keys
            .Concat(["character varying(7)", "numeric(18,2)", "numeric(5)"])
            .SelectMany(text => new[] { text, text + "[]" })
            .Select(text => new object[] { text });

    [Theory]
    [MemberData(nameof(CommonTypes))]
    public void The_short_way_for_common_types_gives_what_the_grammar_gives(string text)
    {
        var known = PgTypeNames.Find(text);

        // A leading blank keeps the text out of the table.
        Assert.NotNull(known);
        Assert.Null(PgTypeNames.Find(" " + text));
        Assert.Equal(PgTypeReader.Parse(" " + text), known);
        Assert.Equal(PgTypeReader.Parse(" " + text)!.ToString(), known.ToString());
    }

    [Fact]
    public void Types_with_other_words_as_modifiers_differ() =>
        Assert.NotEqual(PgTypeReader.Parse("geometry(Point,4326)"), PgTypeReader.Parse("geometry(Polygon,4326)"));

    [Fact]
    public void Serial_stays_serial() => Assert.True(PgTypeReader.Parse("serial")!.IsSerial);
}
