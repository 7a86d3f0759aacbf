using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers.Chains;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Core.State;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Chains;

/// <summary>A compiler server finds the schemas of the build before, and never one that the texts of now do not leave.</summary>
[Collection(Builds)]
public sealed class FoldedStatesTests
{
    /// <summary>Tests that run as a build does share what it keeps.</summary>
    public const string Builds = "Builds";

    private static readonly string[] Bodies =
    [
        """migrationBuilder.CreateTable("a", t => new { id = t.Column<int>("integer", nullable: false) });""",
        """migrationBuilder.CreateTable("b", t => new { id = t.Column<int>("integer", nullable: false) });""",
        """migrationBuilder.AddColumn<int>("x", "a", "integer", nullable: true);""",
        """migrationBuilder.AddColumn<string>("y", "b", "text", nullable: true);""",
        """migrationBuilder.RenameTable("a", newName: "c");""",
        """migrationBuilder.DropTable("b");""",
        """migrationBuilder.CreateIndex("ix", "a", "id");""",
        """migrationBuilder.Sql("ALTER TABLE b ADD z integer; CREATE INDEX iz ON b (z)");""",
        """migrationBuilder.RenameColumn("x", "a", "w");""",
    ];

    [Fact]
    public void The_next_build_finds_the_schemas_of_this_one()
    {
        var first = Chain(Texts(0, 2, 6)).StateBefore(2, default);

        Assert.Same(first, Chain(Texts(0, 2, 6)).StateBefore(2, default));
        Assert.Same(first, Chain(Texts(0, 2, 3)).StateBefore(2, default));
        Assert.Same(first, Chain(Texts(0, 2, 3, 6)).StateBefore(2, default));
        Assert.NotSame(first, Chain(Texts(0, 2, 6), isBuild: false).StateBefore(2, default));
    }

    [Fact]
    public void Random_edits_always_leave_what_a_fresh_reading_says()
    {
        var random = new Random(7);
        var bodies = Enumerable.Range(0, 6).Select(_ => random.Next(Bodies.Length)).ToArray();
        for (var i = 0; i < 150; i++)
        {
            bodies[random.Next(bodies.Length)] = random.Next(Bodies.Length);
            var texts = Texts([.. bodies.Take(random.Next(1, bodies.Length + 1))]);
            var build = Chain(texts);
            var fresh = Chain(texts, isBuild: false);

            // In any order: a build judges its files in none.
            foreach (var index in Enumerable.Range(0, texts.Length).OrderBy(_ => random.Next()))
            {
                Assert.Equal(Describe(fresh.StateBefore(index, default)), Describe(build.StateBefore(index, default)));
                Assert.Equal(Describe(fresh.Lowered(index, default).After), Describe(build.Lowered(index, default).After));
            }
        }
    }

    [Fact]
    public void Symbols_decide_what_a_text_says()
    {
        string[] texts = [Text(0, "#if LATER\n" + Bodies[0] + "\n#else\n" + Bodies[1] + "\n#endif\n"), .. Texts(2, 3).Skip(1)];

        var later = Chain(texts, symbols: ["LATER"]).StateBefore(1, default);
        var now = Chain(texts).StateBefore(1, default);

        Assert.Equal("a", Assert.Single(later.Tables).Key.Name);
        Assert.Equal("b", Assert.Single(now.Tables).Key.Name);
    }

    [Fact]
    public void A_name_that_another_file_has_is_read_anew()
    {
        string[] texts = [Text(0, """migrationBuilder.CreateTable(Shop.Names.First, t => new { id = t.Column<int>("integer", nullable: false) });"""), .. Texts(2, 3).Skip(1)];
        string Table(string name) => Assert.Single(Chain([.. texts, $$"""namespace Shop { public static class Names { public const string First = "{{name}}"; } }"""]).StateBefore(1, default).Tables).Key.Name;

        Assert.Equal("first", Table("first"));
        Assert.Equal("second", Table("second"));
    }

    [Fact]
    public void A_sql_file_is_read_anew()
    {
        string[] texts = [Text(0, """migrationBuilder.Sql(System.IO.File.ReadAllText("Sql/x.sql"));"""), .. Texts(2, 3).Skip(1)];
        string Table(string name) => Assert.Single(Chain(texts, file: $"CREATE TABLE {name} (id integer)").StateBefore(1, default).Tables).Key.Name;

        Assert.Equal("first", Table("first"));
        Assert.Equal("second", Table("second"));
    }

    private static string[] Texts(params int[] bodies) => [.. bodies.Select(static (body, i) => Text(i, Bodies[body]))];

    private static string Text(int index, string body) => MigrationSource.Of(Id(index), body);

    private static string Id(int index) => $"2024010{index + 1}000000_M{index}";

    private static MigrationChain Chain(string[] texts, bool isBuild = true, string[]? symbols = null, string? file = null)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: symbols);
        var compilation = CSharpCompilation.Create(
            "Chain",
            texts.Select((text, i) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options, $"/src/Migrations/{Id(i)}.cs")),
            References.EfCoreWithNpgsql);
        ImmutableArray<AdditionalText> files = file is null ? [] : [new File(file)];
        var provider = new TestOptions(
            ImmutableDictionary<string, string>.Empty, [("/src/Sql/", "build_metadata.AdditionalFiles.MigrationSafetySql", "used")]);
        return Assert.Single(MigrationIndex.Of(compilation, new SqlFileSet(new AnalyzerOptions(files, provider)), isBuild, CancellationToken.None).Chains);
    }

    private static string Describe(SchemaState state) => string.Join("; ", state.Tables.Values.OrderBy(static table => table.Name.Name, StringComparer.Ordinal).Select(static table =>
        $"{table.Name} {table.IsComplete} ({Sorted(table.Columns.Values.Select(static c => c.Name + " " + c.Type))}) [{Sorted(table.Indexes.Select(static i => i.ToString()!))}]"));

    private static string Sorted(IEnumerable<string> items) => string.Join(", ", items.Order(StringComparer.Ordinal));

    private sealed class File(string text) : AdditionalText
    {
        public override string Path => "/src/Sql/x.sql";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
