using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>MIG3010: what a migration's Down is.</summary>
public sealed class DownTests
{
    private const string Frame = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace Shop;

        """;

    private const string Up = """protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("a", "orders", type: "text", nullable: true);""";

    [Theory]
    [InlineData("", "class Change : Migration", "has no Down()", "Change")]
    [InlineData("protected override void Down(MigrationBuilder b) { }", "class Change : Migration", "does nothing", "Down")]
    [InlineData("protected override void Down(MigrationBuilder b) { ; return; }", "class Change : Migration", "does nothing", "Down")]
    [InlineData("""protected override void Down(MigrationBuilder b) => b.CreateIndex("ix", "orders", "b");""", "class Change : Migration", "locks worse than Up(): CREATE INDEX", "Down")]
    [InlineData("protected override void Down(MigrationBuilder b) { b.DropColumn(\"a\", \"orders\"); b.Sql(Text.Index); }", "class Change : Migration", "locks worse than Up(): CREATE INDEX", "Down")]
    public async Task It_is_told_at_Down_or_where_it_should_be(string down, string declaration, string message, string place)
    {
        var found = Assert.Single(await Found(down, declaration));
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains(message, found.GetMessage());
        Assert.Equal(place, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("protected override void Down(MigrationBuilder b) => throw new System.NotSupportedException();", "class Change : Migration")]
    [InlineData("protected override void Down(MigrationBuilder b) { throw new System.NotSupportedException(); }", "class Change : Migration")]
    [InlineData("protected override void Down(MigrationBuilder b) { b.DropColumn(\"a\", \"orders\"); }", "class Change : Migration")]
    [InlineData("protected override void Down(MigrationBuilder b) { Undo(b); } static void Undo(MigrationBuilder b) => b.DropColumn(\"a\", \"orders\");", "class Change : Migration")]
    [InlineData("protected override void Down(MigrationBuilder b) { b.Sql(Text.At(\"x\")); }", "class Change : Migration")]
    [InlineData("", "class Change : Base")]
    [InlineData("", "partial class Change : Migration")]
    [InlineData("#pragma warning disable MIG3010\nprotected override void Down(MigrationBuilder b) { }\n#pragma warning restore MIG3010", "class Change : Migration")]
    public async Task A_way_back_or_a_reason_is_fine(string down, string declaration) => Assert.Empty(await Found(down, declaration));

    private static async Task<ImmutableArray<Diagnostic>> Found(string down, string declaration)
    {
        var project = new TestProject()
            .WithOption("migration_safety.deployed_through", "none")
            .WithText("/src/Migrations/20240101000000_Change.cs", Frame + "[DbContext(typeof(Context))] [Migration(\"20240101000000_Change\")] " + declaration + " {\n" + Up + "\n" + down + "\n}")
            .WithText("/src/Other.cs", Frame + """
                abstract class Base : Migration { protected override void Down(MigrationBuilder migrationBuilder) { } }
                static class Text
                {
                    public const string Index = "CREATE INDEX ix ON orders (b)";
                    public static string At(string name) => System.IO.File.ReadAllText(name + System.DateTime.Now);
                }
                class Context : DbContext;
                """ + (declaration.StartsWith("partial", System.StringComparison.Ordinal) ? "partial class Change { protected override void Down(MigrationBuilder migrationBuilder) { } }" : ""));
        Assert.Empty(project.Compile().GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return (await project.AnalyzeAsync()).Where(static d => d.Id == "MIG3010" && !d.IsSuppressed).ToImmutableArray();
    }
}
