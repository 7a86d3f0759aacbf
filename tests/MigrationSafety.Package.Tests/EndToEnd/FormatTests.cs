using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MigrationSafety.Package.Tests.Packages;
using MigrationSafety.Package.Tests.Users;
using Xunit;

namespace MigrationSafety.Package.Tests.EndToEnd;

/// <summary><c>dotnet format analyzers</c> with the packed fixes: Fix All in the whole solution.</summary>
[Collection(PackedPackagesCollection.Name)]
public sealed class FormatTests(PackedPackages packages)
{
    private static readonly string[] Fixed = ["MIG1001", "MIG1002", "MIG1004", "MIG1007", "MIG1008"];

    private const string Operations = """
        migrationBuilder.DropIndex(
                    name: "IX_Orders_Note",
                    table: "Orders");

                migrationBuilder.CreateIndex(
                    name: "IX_Orders_CustomerId",
                    table: "Orders",
                    column: "CustomerId");

                migrationBuilder.AddForeignKey(
                    name: "FK_Orders_Customers_CustomerId",
                    table: "Orders",
                    column: "CustomerId",
                    principalTable: "Customers",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
        """;

    private const string OperationsFixed = """"
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"IX_Orders_Note\";", suppressTransaction: true);

                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"IX_Orders_CustomerId\";", suppressTransaction: true);
                migrationBuilder.CreateIndex(
                    name: "IX_Orders_CustomerId",
                    table: "Orders",
                    column: "CustomerId")
                    .Annotation("Npgsql:CreatedConcurrently", true);

                migrationBuilder.Sql(
                    """
                    ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "FK_Orders_Customers_CustomerId";
                    ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE CASCADE NOT VALID;
                    """);
                migrationBuilder.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT \"FK_Orders_Customers_CustomerId\";", suppressTransaction: true);
        """";

    private const string Statements = """
        migrationBuilder.Sql(@"
                    -- totals are never negative
                    ALTER TABLE ""Orders"" ADD CONSTRAINT ""CK_Total"" CHECK (""Total"" >= 0);
                    ALTER TABLE ""Orders"" ALTER COLUMN ""Total"" SET NOT NULL;
                ");
        """;

    private const string StatementsFixed = """
        migrationBuilder.Sql(@"
                    -- totals are never negative
                    ALTER TABLE ""Orders"" DROP CONSTRAINT IF EXISTS ""CK_Total"";
                    ALTER TABLE ""Orders"" ADD CONSTRAINT ""CK_Total"" CHECK (""Total"" >= 0) NOT VALID;
                ");
                migrationBuilder.Sql(@"ALTER TABLE ""Orders"" VALIDATE CONSTRAINT ""CK_Total"";", suppressTransaction: true);
                migrationBuilder.Sql(@"
                    ALTER TABLE ""Orders"" DROP CONSTRAINT IF EXISTS ""Orders_Total_not_null_check"";
                    ALTER TABLE ""Orders"" ADD CONSTRAINT ""Orders_Total_not_null_check"" CHECK (""Total"" IS NOT NULL) NOT VALID;
                ");
                migrationBuilder.Sql(@"ALTER TABLE ""Orders"" VALIDATE CONSTRAINT ""Orders_Total_not_null_check"";", suppressTransaction: true);
                migrationBuilder.Sql(@"ALTER TABLE ""Orders"" ALTER COLUMN ""Total"" SET NOT NULL;");
                migrationBuilder.Sql(@"ALTER TABLE ""Orders"" DROP CONSTRAINT ""Orders_Total_not_null_check"";");
        """;

    [Fact]
    public async Task It_rewrites_what_can_be_rewritten_in_every_project_of_a_solution()
    {
        // A column of its own cannot be added twice: the split into two migrations is nothing for `dotnet format`.
        const string NotInPlace = """
            migrationBuilder.AddColumn<int>(name: "Region", table: "Orders", nullable: true);
                    migrationBuilder.CreateIndex(name: "IX_Orders_Region", table: "Orders", column: "Region");
            """;
        var operations = Migration("20260101000000_Operations", Operations);
        var untouched = Migration("20260103000000_Region", NotInPlace);
        using var project = new UserProject(packages)
            .WriteProject("Shop/Shop.csproj", "<MigrationSafetyDeployedThrough>none</MigrationSafetyDeployedThrough>")
            .Write("Shop/ShopContext.cs", "namespace Users; public sealed class UserContext : Microsoft.EntityFrameworkCore.DbContext;")
            .Write("Shop/Migrations/20260101000000_Operations.cs", operations)
            .Write("Shop/Migrations/20260102000000_Statements.cs", Migration("20260102000000_Statements", Statements).ReplaceLineEndings("\r\n"))
            .Write("Shop/Migrations/20260103000000_Region.cs", untouched)
            .WriteProject("Stock/Stock.csproj")
            .Write("Stock/StockContext.cs", "namespace Users; public sealed class UserContext : Microsoft.EntityFrameworkCore.DbContext;")
            .Write("Stock/20260101000000_Operations.cs", operations);
        (await CommandLine.RunAsync("dotnet", ["new", "sln", "--name", "All"], project.Folder)).Succeeded();
        (await CommandLine.RunAsync("dotnet", ["sln", "add", "Shop", "Stock"], project.Folder)).Succeeded();

        (await project.BuildAsync()).Succeeded();
        Assert.Equal(Fixed.Length, Fixed.Count(id => project.Findings().Any(f => f.EndsWith(id, StringComparison.Ordinal))));

        var format = await CommandLine.RunAsync("dotnet", ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. Fixed], project.Folder);

        format.Succeeded();
        AssertFile(project, "Shop/Migrations/20260101000000_Operations.cs", Migration("20260101000000_Operations", OperationsFixed));
        AssertFile(project, "Shop/Migrations/20260102000000_Statements.cs", Migration("20260102000000_Statements", StatementsFixed).ReplaceLineEndings("\r\n"));
        AssertFile(project, "Shop/Migrations/20260103000000_Region.cs", untouched);
        AssertFile(project, "Stock/20260101000000_Operations.cs", Migration("20260101000000_Operations", OperationsFixed));

        (await project.BuildAsync("--no-incremental")).Succeeded();
        var left = project.Findings().Where(static f => Fixed.Any(id => f.EndsWith(id, StringComparison.Ordinal)) || f.EndsWith("MIG4005", StringComparison.Ordinal));
        Assert.All(left, static f => Assert.StartsWith("Shop/Migrations/20260103000000_Region.cs", f));
    }

    private static string Migration(string id, string up) => $$"""
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Users.Migrations;

        [DbContext(typeof(UserContext))]
        [Migration("{{id}}")]
        public partial class M{{id}} : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }
        }

        """.ReplaceLineEndings("\n");

    private static void AssertFile(UserProject project, string path, string expected) =>
        Assert.Equal(expected, File.ReadAllText(Path.Combine(project.Folder, path)));
}
