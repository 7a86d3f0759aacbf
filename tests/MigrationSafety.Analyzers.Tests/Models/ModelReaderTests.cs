using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.Analyzers.Models;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Models;

/// <summary>What a model's text says, read by syntax.</summary>
public sealed class ModelReaderTests
{
    private static readonly EntityModel Model =
        SyntaxModel.Of(CSharpSyntaxTree.ParseText(ScaffoldedDesigner.Source), "Shop.Migrations.AddShop");

    /// <summary>The measure is EF Core: it runs the same BuildTargetModel and says which columns its tables have.</summary>
    [Fact]
    public void Tables_and_columns_are_those_of_EF_Core() =>
        Assert.Equal(
            TargetModel.Describe(ScaffoldedDesigner.Source),
            Model.Tables.Select(TargetModel.Describe).Order(System.StringComparer.Ordinal));

    [Theory]
    [InlineData("sales", "customers", "full_name", "Shop.Customer", "Name")]
    [InlineData("sales", "customers", "Home_Street", "Shop.Customer", "Home.Street")]
    [InlineData("sales", "customers", "Home_Geo_X", "Shop.Customer", "Home.Geo.X")]
    [InlineData("sales", "customers", "work_city", "Shop.Customer", "Work.City")]
    [InlineData("sales", "customers", "prefs", "Shop.Customer", "Prefs")]
    [InlineData("sales", "orders", "Total_Amount", "Shop.Order", "Total.Amount")]
    [InlineData("sales", "Line", "Note", "Shop.Order", "Lines.Note")]
    [InlineData("sales", "payments", "Till", "Shop.Cash", "Till")]
    [InlineData("sales", "dogs", "Barks", "Shop.Dog", "Barks")]
    [InlineData("sales", "trucks", "Wheels", "Shop.Truck", "Wheels")]
    [InlineData("sales", "CustomerTag", "TagsId", "CustomerTag", "TagsId")]
    [InlineData(null, "tags", "Label", "Shop.Tag", "Label")]
    [InlineData("sales", "wide_far", "Far", "Shop.Wide", "Far")]
    public void A_column_leads_to_its_property(string? schema, string table, string column, string entity, string path)
    {
        var property = Assert.Single(Model.FindColumn(new QualifiedName(schema, table), column)!.Properties);
        Assert.Equal((entity, path), (property.Entity, property.Path));
    }

    [Fact]
    public void What_is_not_mapped_is_not_found()
    {
        Assert.Null(Model.FindTable(new QualifiedName("sales", "totals")));
        Assert.Null(Model.FindTable(new QualifiedName(null, "customers")));
        Assert.Null(Model.FindColumn(new QualifiedName("sales", "orders"), "Secret"));
        Assert.Null(Model.FindColumn(new QualifiedName("sales", "customers"), "Inner_Depth"));
    }

    [Fact]
    public void Details_of_a_column_are_read()
    {
        var customers = Model.FindTable(new QualifiedName("sales", "customers"))!;
        Assert.Equal(80, customers.FindColumn("full_name")!.MaxLength);
        Assert.True(customers.FindColumn("xmin") is { IsXmin: true, IsRowVersion: true });
        Assert.True(customers.FindColumn("CreatedAt") is { HasDefault: true, ValueGenerated: ValueGeneration.OnAdd });
        Assert.True(customers.FindColumn("prefs") is { IsJsonDocument: true });
        Assert.True(Model.FindColumn(new QualifiedName("sales", "orders"), "Token") is { IsConcurrencyToken: true, IsRowVersion: false });
        Assert.True(Model.FindColumn(new QualifiedName("sales", "payments"), "Discriminator") is { IsDiscriminator: true });
    }

    [Fact]
    public void Enum_types_are_read_in_every_form()
    {
        Assert.Equal("open paid", string.Join(' ', Model.FindEnum(new QualifiedName("sales", "order_status"))!.Values));
        var model = Of("""
            modelBuilder
                .HasPostgresEnum("mood", new[] { "sad", "ok" })
                .HasPostgresEnum(null, "size", new[] { "s", "m" })
                .HasAnnotation("Npgsql:Enum:shop.state", "open,paid");
            """);
        Assert.Equal(["mood: sad ok", "size: s m", "shop.state: open paid"], model.Enums.Select(static e => e.Name + ": " + string.Join(' ', e.Values)));
    }

    /// <summary>EF Core before 7 wrote no ToTable(null) for a view.</summary>
    [Theory]
    [InlineData("""b.ToView("v");""", "v", false)]
    [InlineData("""b.ToTable("t"); b.ToView("v");""", "t", true)]
    [InlineData("""b.ToTable("t", "s", t => { t.HasTrigger("x"); });""", "t", false)]
    [InlineData("""b.ToTable("t", t => { t.HasCheckConstraint("x", "a > 0"); });""", "t", true)]
    [InlineData("""b.ToTable("t", (string)null);""", "t", true)]
    [InlineData("", "Order", true)]
    public void ToTable_is_read_in_every_form(string statement, string table, bool found) =>
        Assert.Equal(found, Of($$"""modelBuilder.Entity("Shop.Order", b => { b.Property<int>("A"); {{statement}} });""").FindColumn(new QualifiedName(null, table), "A") is not null);

    [Theory]
    [InlineData("int", "", false)]
    [InlineData("int?", "", true)]
    [InlineData("string", "", true)]
    [InlineData("string", ".IsRequired()", false)]
    [InlineData("string", ".IsRequired(false)", true)]
    [InlineData("byte[]", "", true)]
    [InlineData("List<string>", "", true)]
    [InlineData("NpgsqlRange<int>", "", false)]
    [InlineData("NpgsqlTypes.NpgsqlTsVector", "", true)]
    [InlineData("Shop.Status", "", null)]
    public void Nullability_follows_the_type_and_IsRequired(string type, string calls, bool? nullable) =>
        Assert.Equal(nullable, Of($$"""modelBuilder.Entity("Shop.Order", b => { b.Property<{{type}}>("A"){{calls}}; b.ToTable("t"); });""").FindColumn(new QualifiedName(null, "t"), "A")!.IsNullable);

    [Theory]
    [InlineData("")]
    [InlineData("modelBuilder.Entity(")]
    [InlineData("""modelBuilder.Entity("A", b => { b.HasBaseType("A"); b.OwnsOne("B", "C", b1 => { b1.HasKey("X"); """)]
    [InlineData("""modelBuilder.Entity("A", b => { b.HasBaseType("B"); }); modelBuilder.Entity("B", b => { b.HasBaseType("A"); b.Property<""")]
    [InlineData("""modelBuilder.Entity("A", b => { b.Property<int>(); b.Property<int>(1); b.HasKey(); b.ToTable(); b.OwnsMany(); b.ComplexProperty("X"); });""")]
    public void Broken_text_gives_less_and_no_exception(string body)
    {
        var model = Of(body);
        Assert.All(model.Tables, static table => Assert.DoesNotContain(table.Columns, static column => column.Name.Length == 0));
        Assert.Empty(model.Enums);
        Assert.Null(model.FindTable(new QualifiedName(null, "t")));
    }

    private static SyntaxModel Of(string body) => SyntaxModel.Of(
        CSharpSyntaxTree.ParseText("class S : ModelSnapshot { void BuildModel(ModelBuilder modelBuilder) { " + body + " } }"), "S");
}
