namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary>Migrations as `dotnet ef` scaffolds them, attributes included, without a Designer.</summary>
internal static class Migrations
{
    /// <summary>One finding of MIG1001, on line 13.</summary>
    public const string CreatesIndex = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Users;

        [DbContext(typeof(UserContext))]
        [Migration("20260101000000_IndexOrders")]
        public partial class IndexOrders : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateIndex(name: "IX_Orders_Total", table: "Orders", column: "Total");
            }

            protected override void Down(MigrationBuilder migrationBuilder) => throw new System.NotSupportedException();
        }

        public sealed class UserContext : DbContext;
        """;

    /// <summary>The same with a statement of one's own as SQL.</summary>
    public static string Runs(string argument) => CreatesIndex.Replace("""migrationBuilder.CreateIndex(name: "IX_Orders_Total", table: "Orders", column: "Total")""", $"migrationBuilder.Sql({argument})");
}
