using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.EfCore;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>Arguments by name, by position and in any order; values of every shape.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("""migrationBuilder.CreateIndex("ix", "t", "c", "s", true);""")]
    [InlineData("""migrationBuilder.CreateIndex(unique: true, schema: "s", column: "c", table: "t", name: "ix");""")]
    [InlineData("""migrationBuilder.CreateIndex("ix", "t", unique: true, column: "c", schema: "s");""")]
    public void Arguments_are_found_by_name_and_by_position(string up)
    {
        var operation = Read(up);
        Assert.Equal(
            ["column=c", "name=ix", "schema=s", "table=t", "unique=True"],
            operation.Arguments.Select(static pair => pair.Key + "=" + pair.Value).Order());
    }

    [Theory]
    [InlineData("""new[] { "a", "b" }""")]
    [InlineData("""new string[] { "a", "b" }""")]
    [InlineData("""new string[2] { "a", "b" }""")]
    [InlineData("""["a", "b"]""")]
    [InlineData("""[.. new[] { "a" }, "b"]""")]
    [InlineData("""Columns""")]
    [InlineData("""new List<string> { "a", "b" }.ToArray()""")]
    public void Columns_are_read_from_any_kind_of_array(string columns) =>
        Assert.Equal(
            ["a", "b"],
            Read($"migrationBuilder.CreateIndex(\"ix\", \"t\", columns: {columns});", """private static readonly string[] Columns = { "a", "b" };""")
                .Names("column", "columns").AsEnumerable());

    [Fact]
    public void The_second_overload_is_chosen_by_an_array_without_name() =>
        Assert.Equal(["a", "b"], Read("""migrationBuilder.AddPrimaryKey("pk", "t", new[] { "a", "b" }, "s");""").Names("column", "columns").AsEnumerable());

    public static IEnumerable<object?[]> Values() =>
    [
        ["0", 0], ["-5", -5], ["5L", 5L], ["-2147483648", int.MinValue], ["1.5m", 1.5m], ["-1.5", -1.5], ["true", true], ["null", null], ["default", null],
        ["\"x\"", "x"], ["'x'", 'x'], ["(short)3", 3], ["(int?)null", null], ["nameof(Path)", "Path"], ["string.Empty", ""], ["int.MaxValue", int.MaxValue],
        ["Guid.Empty", new EfRaw("Guid.Empty")],
        ["new Guid(\"00000000-0000-0000-0000-000000000001\")", new EfRaw("new Guid(\"00000000-0000-0000-0000-000000000001\")")],
        ["DateTime.MinValue", new EfRaw("DateTime.MinValue")],
        ["Guid.NewGuid()", new EfUnknown("Guid.NewGuid()")],
        ["DateTime.UtcNow", new EfUnknown("DateTime.UtcNow")],
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_default_value_is_a_constant_or_named(string source, object? value) =>
        Assert.Equal(value, Read($"migrationBuilder.AddColumn<object>(\"c\", \"t\", defaultValue: {source});").Value("defaultValue"));

    [Fact]
    public void Columns_of_a_table_carry_their_real_names()
    {
        var table = Read("""
            migrationBuilder.CreateTable("t",
                columns: t => new { First = t.Column<int>(name: "the first"), Second = t.Column<string>("text").Annotation("a", 1) },
                constraints: t => { t.PrimaryKey("pk", x => new { x.First, x.Second }); });
            """);
        Assert.Equal(["the first", "Second"], table.Columns.Select(static column => column.Text("name")));
        Assert.Equal(["the first", "Second"], table.Constraints.Single().Names("column", "columns").AsEnumerable());
        Assert.Equal("string", table.Columns[1].ClrType);
        Assert.Equal(1, table.Columns[1].Annotation("a"));
    }

    private static EfOperation Read(string up, string members = "") =>
        Assert.Single(MigrationText.Read(up, members).Steps).Step.Operation!;
}
