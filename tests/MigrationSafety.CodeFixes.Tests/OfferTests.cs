using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.CodeFixes.Tests.Verification;
using MigrationSafety.Core.Recipes;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests;

/// <summary>Which actions are offered, what they are called, and how far Fix All reaches.</summary>
public sealed class OfferTests
{
    private const string Index = "migrationBuilder.Sql(\"CREATE INDEX ix ON orders (total)\");";
    private const string Check = "migrationBuilder.Sql(\"ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0)\");";
    private const string NotNull = "migrationBuilder.Sql(\"ALTER TABLE orders ALTER total SET NOT NULL\");";

    [Fact]
    public void The_provider_is_for_the_rules_with_a_recipe()
    {
        Assert.Equal(RecipeBook.InPlaceIds, new InPlaceCodeFixProvider().FixableDiagnosticIds);
        Assert.Contains(FixAllScope.Solution, new InPlaceCodeFixProvider().GetFixAllProvider().GetSupportedFixAllScopes());
    }

    [Fact]
    public async Task A_finding_that_can_be_mended_alone_is_offered_alone_first()
    {
        var titles = await TitlesAsync(NotNull + "\n" + NotNull.Replace("total", "customer_id"), "MIG1008");

        Assert.Equal(["Set total NOT NULL without a scan under lock", "Make 2 changes of this migration without blocking"], titles);
    }

    [Fact]
    public async Task One_that_cannot_goes_with_the_others()
    {
        Assert.Equal(["Make 2 changes of this migration without blocking"], await TitlesAsync(Index + "\n" + Check, "MIG1001"));
        Assert.Equal(["Create index ix concurrently"], await TitlesAsync(Index, "MIG1001"));
    }

    [Fact]
    public async Task What_is_switched_off_is_not_mended_with_the_rest()
    {
        var off = await TitlesAsync(Index + "\n" + Check, "MIG1001", "dotnet_diagnostic.MIG1007.severity = none");
        var pragma = await TitlesAsync(Index + "\n#pragma warning disable MIG1007\n" + Check + "\n#pragma warning restore MIG1007", "MIG1001");
        var comment = await TitlesAsync(
            Index + "\nmigrationBuilder.Sql(@\"-- migration-safety: ignore MIG1007 small\nALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0)\");", "MIG1001");

        // Alone the index would leave the CHECK half applied.
        Assert.Empty(off);
        Assert.Empty(pragma);
        Assert.Empty(comment);
    }

    [Fact]
    public async Task Fix_All_of_one_rule_leaves_the_others_where_it_can()
    {
        var project = FixProject.Of("", LanguageVersion.CSharp12, ("Shop", "20260101000000_Change.cs", MigrationSource.Of(NotNull + "\n" + Index)));

        var text = await (await project.FixAllAsync(FixAllScope.Solution, "MIG1001")).TextAsync("20260101000000_Change.cs");

        Assert.Contains("CREATE INDEX CONCURRENTLY", text);
        Assert.DoesNotContain("VALIDATE", text);
    }

    [Fact]
    public async Task Fix_All_reaches_every_migration_of_every_project()
    {
        var first = MigrationSource.Of(Index);
        var second = MigrationSource.Of(Check).Replace("20260101000000_Change", "20260102000000_Other").Replace("class Change", "class Other");
        var other = MigrationSource.Of(NotNull);
        const string Options = "migration_safety.deployed_through = none";
        var project = FixProject.Of(
            Options,
            LanguageVersion.CSharp12,
            ("Shop", "20260101000000_Change.cs", first),
            ("Shop", "20260102000000_Other.cs", second),
            ("Stock", "20260103000000_Change.cs", other));
        var ids = RecipeBook.InPlaceIds.ToArray();

        var oneByOne = await project.FixOneByOneAsync(ids);
        var all = await project.FixAllAsync(FixAllScope.Solution, ids);

        foreach (var file in project.Files)
        {
            Assert.Equal(await oneByOne.TextAsync(file), await all.TextAsync(file));
        }

        Assert.DoesNotContain(await all.AnalyzeAsync(), d => ids.Contains(d.Id));
        Assert.NotEqual(first, await all.TextAsync("20260101000000_Change.cs"));
        Assert.NotEqual(second, await all.TextAsync("20260102000000_Other.cs"));
        Assert.NotEqual(other, await all.TextAsync("20260103000000_Change.cs"));
    }

    [Fact]
    public async Task The_schema_that_earlier_migrations_leave_decides()
    {
        var before = MigrationSource.Of("migrationBuilder.Sql(\"CREATE TABLE orders (id int, total int, at date) PARTITION BY RANGE (at)\");")
            .Replace("20260101000000_Change", "20250101000000_Base").Replace("class Change", "class Base");
        var project = FixProject.Of(
            "migration_safety.deployed_through = none",
            LanguageVersion.CSharp12,
            ("Shop", "20250101000000_Base.cs", before),
            ("Shop", "20260101000000_Change.cs", MigrationSource.Of("migrationBuilder.Sql(\"ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES customers (id)\");")));

        var diagnostic = (await project.AnalyzeAsync()).Single(static d => d.Id == "MIG1004");

        Assert.Empty(await project.ActionsAsync(diagnostic));
    }

    private static async Task<string[]> TitlesAsync(string up, string id, string editorConfig = "")
    {
        var project = FixProject.Of(editorConfig, LanguageVersion.CSharp12, ("Shop", "20260101000000_Change.cs", MigrationSource.Of(up)));
        var diagnostic = (await project.AnalyzeAsync()).First(d => d.Id == id);
        return (await project.ActionsAsync(diagnostic)).Select(static a => a.Title).ToArray();
    }
}
