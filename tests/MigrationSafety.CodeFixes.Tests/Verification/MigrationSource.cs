namespace MigrationSafety.CodeFixes.Tests.Verification;

/// <summary>A migration file as EF Core scaffolds it, around the Up that a test is about.</summary>
internal static class MigrationSource
{
    public const string Id = "20260101000000_Change";

    /// <param name="up">The statements of Up, indented by twelve blanks.</param>
    /// <param name="down">The statements of Down.</param>
    /// <param name="model">The statements of BuildTargetModel: what AlterColumn compares with.</param>
    public static string Of(string up, string down = "", string model = "") => $$"""
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        #nullable disable

        namespace Shop.Migrations
        {
            [DbContext(typeof(ShopContext))]
            [Migration("{{Id}}")]
            public partial class Change : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
        {{up}}
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
        {{down}}
                }

                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.HasAnnotation("ProductVersion", "10.0.0");
        {{model}}
                }
            }
        }
        """.ReplaceLineEndings("\n");

    public const string Context = """
        using Microsoft.EntityFrameworkCore;

        namespace Shop
        {
            public sealed class ShopContext : DbContext
            {
                public ShopContext(DbContextOptions<ShopContext> options) : base(options)
                {
                }
            }
        }
        """;
}
