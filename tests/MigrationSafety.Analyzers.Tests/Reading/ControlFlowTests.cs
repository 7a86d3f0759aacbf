using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>Loops, branches and helpers are followed with what is known.</summary>
public sealed class ControlFlowTests
{
    [Theory]
    [InlineData("""foreach (var t in new[] { "a", "b" }) migrationBuilder.Sql(t);""")]
    [InlineData("""foreach (var t in new string[] { "a", "b" }) { migrationBuilder.Sql(t); }""")]
    [InlineData("""foreach (string t in (string[])["a", "b"]) { migrationBuilder.Sql(t); }""")]
    [InlineData("""foreach (var t in new List<string> { "a", "b" }) { migrationBuilder.Sql(t); }""")]
    [InlineData("""var all = new[] { "a", "b" }; for (var i = 0; i < all.Length; i++) { migrationBuilder.Sql(all[i]); }""")]
    [InlineData("""var i = 0; var all = new[] { "a", "b" }; while (i < 2) { migrationBuilder.Sql(all[i++]); }""")]
    [InlineData("""new List<string> { "a", "b" }.ForEach(t => migrationBuilder.Sql(t));""")]
    [InlineData("""foreach (var (t, n) in new[] { ("a", 1), ("b", 2) }) { migrationBuilder.Sql(t); }""")]
    [InlineData("""foreach (var t in Names()) { migrationBuilder.Sql(t); } static IEnumerable<string> Names() { yield return "a"; yield return "b"; }""")]
    [InlineData("""foreach (var t in new[] { "a", "x", "b", "c" }) { if (t == "x") continue; if (t == "c") break; migrationBuilder.Sql(t); }""")]
    [InlineData("""foreach (var t in "a,b".Split(',')) { migrationBuilder.Sql(t); }""")]
    public void A_loop_over_constants_is_unrolled(string up) => Assert.Equal(["a", "b"], MigrationText.Steps(up));

    [Theory]
    [InlineData("""if (migrationBuilder.IsNpgsql()) migrationBuilder.Sql("a"); else migrationBuilder.Sql("x");""")]
    [InlineData("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql("x"); return; } migrationBuilder.Sql("a");""")]
    [InlineData("""if (migrationBuilder.IsSqlServer()) { migrationBuilder.Sql("x"); } else { migrationBuilder.Sql("a"); }""")]
    [InlineData("""if (ActiveProvider == "Microsoft.EntityFrameworkCore.SqlServer") { migrationBuilder.Sql("x"); return; } migrationBuilder.Sql("a");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider != "Npgsql.EntityFrameworkCore.PostgreSQL") return; migrationBuilder.Sql("a");""")]
    [InlineData("""if (this.ActiveProvider.Contains("npgsql", StringComparison.OrdinalIgnoreCase)) { migrationBuilder.Sql("a"); }""")]
    [InlineData("""if (migrationBuilder.ActiveProvider is "Npgsql.EntityFrameworkCore.PostgreSQL") { migrationBuilder.Sql("a"); }""")]
    [InlineData("""if (migrationBuilder.ActiveProvider is not "Npgsql.EntityFrameworkCore.PostgreSQL") { migrationBuilder.Sql("x"); } else migrationBuilder.Sql("a");""")]
    [InlineData("""var isPg = migrationBuilder.IsNpgsql(); if (isPg && true) { migrationBuilder.Sql("a"); }""")]
    [InlineData("""switch (migrationBuilder.ActiveProvider) { case "Npgsql.EntityFrameworkCore.PostgreSQL": migrationBuilder.Sql("a"); break; default: migrationBuilder.Sql("x"); break; }""")]
    [InlineData("""switch (migrationBuilder.ActiveProvider) { case "Microsoft.EntityFrameworkCore.SqlServer": migrationBuilder.Sql("x"); break; default: migrationBuilder.Sql("a"); break; }""")]
    public void The_branches_of_other_providers_are_left_out(string up) => Assert.Equal(["a"], MigrationText.Steps(up));

    [Theory]
    [InlineData("""if (DateTime.Now.Year > 2000) { migrationBuilder.Sql("a"); } else { migrationBuilder.Sql("b"); }""")]
    [InlineData("""switch (DateTime.Now.Year) { case 1: migrationBuilder.Sql("a"); break; default: migrationBuilder.Sql("b"); break; }""")]
    [InlineData("""try { migrationBuilder.Sql("a"); } finally { migrationBuilder.Sql("b"); }""")]
    [InlineData("""using (new MemoryStream()) { migrationBuilder.Sql("a"); } lock (this) { migrationBuilder.Sql("b"); }""")]
    [InlineData("""{ migrationBuilder.Sql("a"); { migrationBuilder.Sql("b"); } }""")]
    [InlineData("""if (DateTime.Now.Year > 2000) { migrationBuilder.Sql("a"); return; } migrationBuilder.Sql("b");""")]
    public void Both_sides_of_an_unknown_condition_count(string up) => Assert.Equal(["a", "b"], MigrationText.Steps(up));

    [Fact]
    public void A_variable_that_two_sides_set_differently_is_not_known() =>
        Assert.Equal(
            ["?DateTime.Now.Year > 2000", "same"],
            MigrationText.Steps("""
                string a, b;
                if (DateTime.Now.Year > 2000) { a = "x"; b = "same"; } else { a = "y"; b = "same"; }
                migrationBuilder.Sql(a);
                migrationBuilder.Sql(b);
                """));

    [Theory]
    [InlineData("Add(migrationBuilder, \"orders\");", "private static void Add(MigrationBuilder b, string table) => b.CreateIndex(\"ix\", table, \"c\");")]
    [InlineData("Add(table: \"orders\", b: migrationBuilder);", "private void Add(MigrationBuilder b, string table) { b.CreateIndex(\"ix\", table, \"c\"); }")]
    [InlineData("this.Add(migrationBuilder);", "private void Add(MigrationBuilder b, string table = \"orders\") { b.CreateIndex(\"ix\", table, \"c\"); }")]
    [InlineData("Helper.Add(migrationBuilder, \"orders\");", "static class Helper { public static void Add(MigrationBuilder b, params string[] t) { foreach (var x in t) b.CreateIndex(\"ix\", x, \"c\"); } }")]
    [InlineData("void Add(string t) => migrationBuilder.CreateIndex(\"ix\", t, \"c\"); Add(\"orders\");", "")]
    [InlineData("Add(\"orders\"); void Add(string t) { migrationBuilder.CreateIndex(\"ix\", t, \"c\"); }", "")]
    [InlineData("Action<string> add = t => { migrationBuilder.CreateIndex(\"ix\", t, \"c\"); }; add(\"orders\");", "")]
    [InlineData("Action<string> add = delegate (string t) { migrationBuilder.CreateIndex(\"ix\", t, \"c\"); }; add.Invoke(\"orders\");", "")]
    [InlineData("var b = migrationBuilder; b.CreateIndex(\"ix\", \"orders\", \"c\");", "")]
    public void A_helper_that_takes_the_builder_is_followed(string up, string members) =>
        Assert.Equal(["CreateIndex(orders)"], MigrationText.Steps(up, members));

    [Fact]
    public void A_helper_that_calls_itself_ends() =>
        Assert.Equal(
            ["a"], MigrationText.Steps("Again(migrationBuilder);", "void Again(MigrationBuilder b) { b.Sql(\"a\"); Again(b); }"));

    [Fact]
    public void An_endless_loop_ends_and_says_so() =>
        Assert.Equal(["?the rest of Up, which is too long to be read"], MigrationText.Steps("while (true) { }"));

    [Fact]
    public void A_call_that_takes_the_builder_and_cannot_be_seen_is_named() =>
        Assert.Equal(["?Elsewhere.Change"], MigrationText.Steps("Elsewhere.Change(migrationBuilder);"));

    [Fact]
    public void An_operation_object_is_read_like_the_call() =>
        Assert.Equal(
            ["A", "DropColumn(t)", "?custom"],
            MigrationText.Steps("""
                migrationBuilder.Operations.Add(new SqlOperation { Sql = "A" });
                migrationBuilder.Operations.Add(new DropColumnOperation { Table = "t", Name = "c" });
                migrationBuilder.Operations.Add(custom);
                """));

    [Fact]
    public void Annotations_on_a_kept_result_count()
    {
        var step = Assert.Single(MigrationText.Read("""
            var index = migrationBuilder.CreateIndex("ix", "t", "c");
            index.Annotation("Npgsql:CreatedConcurrently", true);
            """).Steps);
        Assert.True(step.Step.SuppressTransaction);
    }
}
