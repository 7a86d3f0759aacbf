using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Usages;

/// <summary>MIG2004, MIG2005 and MIG2001 through the analyzer: Designers, snapshot, code.</summary>
public sealed class StillUsedTests
{
    private const string Order = """
        namespace Shop;
        using Microsoft.EntityFrameworkCore;
        public class Order { public int Id { get; set; } PROPERTIES }
        public partial class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); protected override void OnModelCreating(ModelBuilder m) { CONFIGURATION } }
        """;

    private const string Create = """
        migrationBuilder.CreateTable("orders", table => new { id = table.Column<int>("integer"), note = table.Column<string>("text", nullable: true) });
        """;

    private const string Drop = """migrationBuilder.{|MIG2004:DropColumn|}("note", "orders");""";
    private const string QuietDrop = """migrationBuilder.DropColumn("note", "orders");""";
    private const string Note = """b.Property<string>("Note").HasColumnType("text").HasColumnName("note");""";

    /// <summary>What scaffolding makes of a property that was removed.</summary>
    [Fact]
    public async Task A_column_that_the_migration_before_maps_is_still_used_by_the_running_version()
    {
        var found = await Project().With("/src/Order.cs", Code(""))
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", Drop, ""))
            .VerifyAsync();
        var message = Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("The running version maps \"orders\".\"note\" (Order.Note): its queries and inserts of Order fail with 42703", message);
        Assert.Empty(found[0].AdditionalLocations);
    }

    [Fact]
    public async Task The_second_release_may_drop_it() =>
        await Project().With("/src/Order.cs", Code(""))
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", "", ""))
            .With("/src/C.cs", Migration("20240103000000_C", QuietDrop, ""))
            .With("/src/Snapshot.cs", Snapshot(""))
            .VerifyAsync();

    [Theory]
    [InlineData("20240101000000_A", true)]
    [InlineData("20240102000000_B", false)]
    public async Task The_last_deployed_model_is_the_running_one(string deployed, bool found) =>
        await new TestProject().Ignoring("MIG1207", "MIG3001", "MIG4002").WithOption("migration_safety.deployed_through", deployed).With("/src/Order.cs", Code(""))
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", "", ""))
            .With("/src/C.cs", Migration("20240103000000_C", found ? Drop : QuietDrop, ""))
            .VerifyAsync();

    [Fact]
    public async Task A_column_that_came_after_the_deployed_version_is_not_used_by_it() =>
        await new TestProject().Ignoring("MIG1207", "MIG3001", "MIG4002").WithOption("migration_safety.deployed_through", "20240101000000_A").With("/src/Order.cs", Code(""))
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", """migrationBuilder.AddColumn<string>("late", "orders", "text", nullable: true);""", Note + """b.Property<string>("Late").HasColumnName("late");"""))
            .With("/src/C.cs", Migration("20240103000000_C", """migrationBuilder.DropColumn("late", "orders");""", Note))
            .VerifyAsync();

    [Theory]
    [InlineData("public string? Note { get; set; }", "", true)]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.NotMapped] public string? Note { get; set; }", "", false)]
    [InlineData("public string? Note { get; set; }", "m.Entity<Order>().Ignore(o => o.Note);", false)]
    public async Task Without_any_model_the_code_tells(string property, string configuration, bool found) =>
        await Project().With("/src/Order.cs", Code(property, configuration + "m.Entity<Order>().ToTable(\"orders\");"))
            .WithUp(Create.Replace("note", "Note"), "20240101000000_A", "OtherContext")
            .WithUp((found ? Drop : QuietDrop).Replace("note", "Note"), "20240102000000_B", "OtherContext")
            .VerifyAsync();

    [Fact]
    public async Task Code_that_still_maps_and_uses_the_column_is_listed()
    {
        var found = await Project().With("/src/Order.cs", Code("public string? Note { get; set; }"))
            .With("/src/Code.cs", """
                class Code { void Run(Shop.Order o) { o.Note = "a"; System.Console.WriteLine(o.Note + "SELECT note FROM other"); } const string Sql = "SELECT note FROM orders"; }
                """)
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", """migrationBuilder.Sql("{|MIG2004:ALTER TABLE orders DROP COLUMN note|}");""", Note))
            .With("/src/Snapshot.cs", Snapshot(Note))
            .VerifyAsync();
        Assert.Contains(
            "In this project it is used in 4 places: Order.Note (Code.cs:1), Order.Note (Code.cs:1), SQL (Code.cs:1) and 1 more.",
            Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            ["/src/Code.cs", "/src/Code.cs", "/src/Code.cs", "/src/Order.cs"],
            found[0].AdditionalLocations.Select(static place => place.GetLineSpan().Path));
    }

    [Fact]
    public async Task A_string_of_SQL_that_names_the_unmapped_column_is_found() =>
        await Project().With("/src/Order.cs", Code("") + """class Code { const string Sql = "UPDATE orders SET note = NULL"; }""")
            .With("/src/A.cs", Migration("20240101000000_A", Create, ""))
            .With("/src/B.cs", Migration("20240102000000_B", Drop, ""))
            .VerifyAsync();

    [Fact]
    public async Task A_column_that_a_later_migration_brings_back_is_not_the_one_that_code_uses() =>
        await Project().With("/src/Order.cs", Code("public string? Note { get; set; }"))
            .With("/src/A.cs", Migration("20240101000000_A", Create, ""))
            .With("/src/B.cs", Migration("20240102000000_B", QuietDrop, ""))
            .With("/src/C.cs", Migration("20240103000000_C", """migrationBuilder.AddColumn<string>("note", "orders", "text", nullable: true);""", Note))
            .VerifyAsync();

    [Fact]
    public async Task A_renamed_column_tells_the_places()
    {
        var found = await Project().With("/src/Order.cs", Code("public string? Remark { get; set; }"))
            .With("/src/Code.cs", """class Code { object Run(Shop.Order o) => o.Remark + "SELECT note FROM orders"; const string Sql = "SELECT note FROM orders"; }""")
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", """migrationBuilder.{|MIG2001:RenameColumn|}("note", "orders", "remark");""", Note.Replace("Note", "Remark").Replace("note", "remark")))
            .VerifyAsync();
        Assert.Contains("used in 3 places: Order.Remark (Code.cs:1), SQL (Code.cs:1), Order.Remark (Order.cs:3).", Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_dropped_table_is_found_by_the_model_and_by_SQL()
    {
        var found = await Project().Ignoring("MIG1207", "MIG3001", "MIG3002", "MIG4002").With("/src/Order.cs", Code("") + """class Code { const string Sql = "SELECT 1 FROM carts"; }""")
            .With("/src/A.cs", Migration("20240101000000_A", Create + """migrationBuilder.Sql("CREATE TABLE carts (id int)");""", Note))
            .With("/src/B.cs", Migration("20240102000000_B", """
                migrationBuilder.{|MIG2005:DropTable|}("orders");
                migrationBuilder.Sql("{|MIG2005:DROP TABLE carts|}");
                migrationBuilder.DropTable("others");
                """, null))
            .VerifyAsync();
        Assert.Single(found[1].AdditionalLocations);
    }

    [Fact]
    public async Task Entities_of_another_project_are_said_to_be_out_of_sight()
    {
        var model = new UsageProject().With(Code("public string? Note { get; set; }")).Compile("Shop.Data");
        var found = await Project().WithReferences(References.EfCoreWithNpgsql.Add(model.ToMetadataReference()))
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/B.cs", Migration("20240102000000_B", Drop, ""))
            .VerifyAsync();
        Assert.Contains(
            "The code of Shop.Data, which declares Order, is not looked at here; dotnet migration-safety lint looks through the whole solution.",
            Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Sql_files_are_judged_by_the_model_and_code_of_the_project() =>
        await Project().With("/src/Order.cs", Code("public string? Note { get; set; }"))
            .With("/src/A.cs", Migration("20240101000000_A", Create, Note))
            .With("/src/Snapshot.cs", Snapshot(Note))
            .WithSql("/db/1.sql", "{|MIG2004:ALTER TABLE orders DROP COLUMN note|};\nALTER TABLE orders DROP COLUMN other;")
            .VerifyAsync();

    private static TestProject Project() =>
        new TestProject().Ignoring("MIG1207", "MIG3001", "MIG4002").WithOption("migration_safety.deployed_through", "none");

    private static string Code(string properties, string configuration = "") =>
        Order.Replace("PROPERTIES", properties).Replace("CONFIGURATION", configuration);

    /// <summary>A migration with its Designer's model in it; no entity at all for null.</summary>
    private static string Migration(string id, string up, string? properties) => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace Shop.Migrations
        {
            [DbContext(typeof(Shop.ShopContext))] [Migration("{{id}}")]
            partial class M{{id}} : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    {{up}}
                }
                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    {{Model(properties)}}
                }
            }
        }
        """;

    private static string Snapshot(string properties) => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        [DbContext(typeof(Shop.ShopContext))]
        partial class ShopContextModelSnapshot : ModelSnapshot
        {
            protected override void BuildModel(ModelBuilder modelBuilder) { {{Model(properties)}} }
        }
        """;

    private static string Model(string? properties) => properties is null ? "" :
        $$"""modelBuilder.Entity("Shop.Order", b => { b.Property<int>("Id").HasColumnName("id"); {{properties}} b.HasKey("Id"); b.ToTable("orders"); });""";
}
