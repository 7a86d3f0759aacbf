using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Usages;

/// <summary>Which backfills code defines, against the real runtime.</summary>
public sealed class BackfillNamesTests
{
    private static readonly MetadataReference Runtime = MetadataReference.CreateFromFile(typeof(BackfillGateExtensions).Assembly.Location);

    private const string Known = "class Known : Fill { public override string Name => \"known\"; }";

    private static string Of(string name) => $"class Other : Fill {{ public override string Name => \"{name}\"; }}";

    private const string Frame = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using MigrationSafety.Runtime.Backfills;
        public abstract class Fill : Backfill
        {
            public override string Table => "orders";
            protected override void Define(BackfillBuilder rows) => rows.Set("a", "1");
        }

        """;

    [Theory]
    [InlineData("class A : Fill { public override string Name => \"a\"; }", "a")]
    [InlineData("class A : Fill { public override string Name { get; } = \"a\"; }", "a")]
    [InlineData("class A : Fill { public override string Name { get => \"a\"; } }", "a")]
    [InlineData("class A : Fill { public override string Name { get { return \"a\"; } } }", "a")]
    [InlineData("static class Names { public const string A = \"a\"; } class A : Fill { public override string Name => Names.A + \"-1\"; }", "a-1")]
    [InlineData("class Outer { class A : Fill { public override string Name => nameof(A); } } namespace N.M { class B : Fill { public override string Name => \"b\"; } }", "A b")]
    [InlineData("abstract class A : Fill { public override string Name => \"a\"; } class B : A { } class C : A { public override string Name => \"c\"; }", "a c")]
    [InlineData("class A : IBackfill { string IBackfill.Name => \"a\"; public string Name => \"other\"; public ValueTask<BackfillDefinition> DefineAsync(CancellationToken c) => default; }", "a")]
    [InlineData("class A<T> : Fill { public override string Name => \"a\"; }", "a")]
    [InlineData("record struct A : IBackfill { public string Name => \"a\"; public ValueTask<BackfillDefinition> DefineAsync(CancellationToken c) => default; }", "a")]
    [InlineData("class A : global::MigrationSafety.Runtime.Backfills.IBackfill { public string Name => \"a\"; public ValueTask<BackfillDefinition> DefineAsync(CancellationToken c) => default; }", "a")]
    [InlineData("partial class A { public override string Name => \"a\"; } partial class A : Fill { }", "a")]
    [InlineData("namespace N { using F = Fill; using G = F; class A : F { public override string Name => \"a\"; } }", "a")]
    [InlineData("class Order { public string Name => \"order\"; } class A : Fill { public override string Name => \"a\"; }", "a")]
    public void Names_that_are_constants_are_known(string source, string names) =>
        Assert.Equal(names.Split(' '), Find(Compile("Shop", source))!.Order(System.StringComparer.Ordinal));

    [Theory]
    [InlineData("class A(string name) : Fill { public override string Name => name; }")]
    [InlineData("class A : Fill { public override string Name => GetType().Name; }")]
    [InlineData("class A : Fill { public override string Name { get { Console.WriteLine(); return \"a\"; } } }")]
    [InlineData("record class A(string Name) : IBackfill { public ValueTask<BackfillDefinition> DefineAsync(CancellationToken c) => default; }")]
    [InlineData("class A : IBackfill { public string Name { get; init; } = \"a\"; public ValueTask<BackfillDefinition> DefineAsync(CancellationToken c) => default; }")]
    [InlineData("class A : Fill { public override string Name => ")]
    [InlineData("class A : IBackfill { }")]
    public void One_that_is_not_known_may_be_any(string source) => Assert.Null(Find(Compile("Shop", source + "\n" + Known)));

    [Fact]
    public void A_project_without_any_leaves_them_to_one_above_it()
    {
        Assert.Null(Find(Compile("Shop", "")));
        Assert.Null(Find(Compile("Shop", ""), new OtherCode("this project and those it references", static () => [])));
        Assert.Empty(Find(Compile("Shop", ""), Solution())!);
    }

    [Fact]
    public void Where_nothing_refers_to_the_runtime_they_are_elsewhere()
    {
        var data = CSharpCompilation.Create("Shop.Data", references: References.EfCoreWithNpgsql);
        Assert.Null(Find(data, Solution()));
        Assert.Equal(["known"], Find(data, Solution(Compile("Shop.Worker", Known)))!);
    }

    [Fact]
    public void All_of_a_solution_count() =>
        Assert.Equal(["a", "known"], Find(Compile("Shop.Data", Of("a")), Solution(Compile("Shop.Worker", Known)))!.Order());

    [Fact]
    public void One_of_an_assembly_below_is_out_of_sight_unless_its_project_is_at_hand()
    {
        var fills = Compile("Shop.Fills", Known);
        var shop = Compile("Shop", Of("a"), fills.ToMetadataReference());
        Assert.Null(Find(shop));
        Assert.Equal(["a", "known"], Find(shop, Solution(fills))!.Order());
        Assert.Equal(["a"], Find(Compile("Shop", Of("a"), Compile("Shop.Model", "").ToMetadataReference()))!);
    }

    [Fact]
    public void A_base_of_an_assembly_below_is_one()
    {
        var bases = Compile("Shop.Base", "public abstract class Step : Fill { }");
        Assert.Equal(["a"], Find(Compile("Shop", "class A : Step { public override string Name => \"a\"; }", bases.ToMetadataReference()))!);
        Assert.Equal(["a"], Find(Compile("Shop", "class A : Step { public override string Name => \"a\"; }", bases.ToMetadataReference()), Solution(bases))!);
    }

    /// <summary>The base's text stands in another project than the class that has its name.</summary>
    [Fact]
    public void A_name_that_another_project_gives_may_be_any()
    {
        var fills = Compile("Shop.Fills", "public abstract class Named : Fill { public override string Name => \"a\"; }");
        var shop = Compile("Shop", "class A : Named { }", fills.ToMetadataReference());
        Assert.Null(Find(shop, Solution(fills)));
    }

    [Fact]
    public async Task A_slip_is_told_at_the_gate()
    {
        var found = Assert.Single(await Project("remark").AnalyzeAsync(), static d => d.Id == "MIG6004");
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.StartsWith("No code in this project defines a backfill \"remark\": ", found.GetMessage());
        Assert.Contains("(\"known\")", found.GetMessage());
        Assert.Equal("RequireBackfill", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.DoesNotContain(await Project("known").AnalyzeAsync(), static d => d.Id == "MIG6004");
    }

    [Fact]
    public async Task A_file_s_gate_is_looked_at_too() =>
        Assert.Contains(
            await Project("known").WithSql("/src/a.sql", "SELECT migration_safety.require('remark')", "true").AnalyzeAsync(),
            static d => d.Id == "MIG6004" && d.Location.GetLineSpan().Path == "/src/a.sql");

    /// <summary>Above an application stands nothing, above a library what it cannot see.</summary>
    [Fact]
    public void A_library_alone_does_not_know_all()
    {
        var library = Compile("Shop", Known);
        var application = library.WithOptions(library.Options.WithOutputKind(OutputKind.ConsoleApplication));
        Assert.False(new BackfillNames(library, null).Find(default)!.AreAll);
        Assert.False(new BackfillNames(library, new("these projects", () => [])).Find(default)!.AreAll);
        Assert.True(new BackfillNames(library, Solution()).Find(default)!.AreAll);
        Assert.True(new BackfillNames(application, null).Find(default)!.AreAll);
    }

    private static TestProject Project(string gate) => new TestProject()
        .WithReferences(References.EfCoreWithNpgsql.Add(Runtime))
        .WithOption("migration_safety.deployed_through", "none")
        .WithUp($"migrationBuilder.RequireBackfill(\"{gate}\", \"orders\");")
        .WithText("/src/Known.cs", Frame + Known);

    private static IEnumerable<string>? Find(Compilation own, OtherCode? others = null) => new BackfillNames(own, others).Find(default)?.Names;

    private static OtherCode Solution(params Compilation[] others) => new("this solution", () => others, isSolution: true);

    private static CSharpCompilation Compile(string name, string source, params MetadataReference[] others) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(Frame + source, path: "/src/Fills.cs")],
        [.. References.EfCoreWithNpgsql, Runtime, .. others],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
