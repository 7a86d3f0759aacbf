using System.Linq;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Usages;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Usages;

/// <summary>Where code uses a column that a model maps.</summary>
public sealed class CodeUsageTests
{
    [Theory]
    [InlineData("""var x = order.[|Note|];""")]
    [InlineData("""order.[|Note|] = "a"; order.[|Note|] += "b";""")]
    [InlineData("""var x = db.Orders.Where(o => o.[|Note|] == null).Select(o => new { o.[|Note|], Other = o.[|Note|] });""")]
    [InlineData("""var x = from o in db.Orders where o.[|Note|] != "" orderby o.[|Note|] select o;""")]
    [InlineData("""var x = new Order { Id = 1, [|Note|] = "a" };""")]
    [InlineData("""var x = order is { [|Note|]: "a" };""")]
    [InlineData("""var x = order?.[|Note|]?.Length;""")]
    [InlineData("""db.Orders.ExecuteUpdate(s => s.SetProperty(o => o.[|Note|], o => o.[|Note|] + "x"));""")]
    [InlineData("""var x = db.Orders.Where(o => EF.Property<string>(o, [|"Note"|]) == null);""")]
    [InlineData("""var x = db.Orders.Where(o => EF.Property<string>(o, nameof(Order.[|Note|])) == null);""")]
    [InlineData("""db.Entry(order).Property([|"Note"|]).CurrentValue = null;""")]
    public void Reads_and_writes_of_the_property_are_found(string statements) =>
        new UsageProject().WithModel().WithCode(statements).Verify(UsageProject.Note());

    [Theory]
    [InlineData("""var x = customer.Note;""")]
    [InlineData("""var x = order.Customer!.Note; customer.Note = "a";""")]
    [InlineData("""var Note = "Note"; Console.WriteLine(Note);""")]
    [InlineData("""var x = new { Note = 1 }; Console.WriteLine(x.Note);""")]
    [InlineData("""var x = db.Customers.Where(c => EF.Property<string>(c, "Note") == null);""")]
    [InlineData("""// order.Note""")]
    public void What_only_has_the_same_name_is_not_found(string statements) =>
        new UsageProject().WithModel().WithCode(statements).Verify(UsageProject.Note());

    [Theory]
    [InlineData("""var x = db.Orders.FromSql($"SELECT id, [|note|] FROM orders WHERE id = {order.Id}");""")]
    [InlineData("""var x = db.Orders.FromSqlRaw("SELECT id, [|note|] FROM orders WHERE id = {0}", order.Id);""")]
    [InlineData("""db.Database.ExecuteSql($"UPDATE orders SET [|note|] = {order.Id}");""")]
    [InlineData("""db.Database.ExecuteSqlRaw("DELETE FROM orders " + "WHERE [|note|] = 'x'");""")]
    [InlineData("""var x = db.Database.SqlQuery<string>($"SELECT [|o.note|] FROM public.orders o");""")]
    [InlineData("""using var c = new NpgsqlCommand("INSERT INTO orders ([|note|]) VALUES (@note)", connection);""")]
    [InlineData("""using var c = new NpgsqlCommand { CommandText = @"SELECT ""id"", [|""note""|] FROM orders" };""")]
    [InlineData("Dapper.Query(connection, @\"SELECT id,\n  [|o.note|] AS text\nFROM orders o\");")]
    public void Names_in_SQL_strings_are_found(string statements) =>
        new UsageProject().WithModel().WithCode(statements, "static class Dapper { public static void Query(NpgsqlConnection c, string sql) { } }").Verify(UsageProject.Note());

    [Theory]
    [InlineData("""db.Database.ExecuteSqlRaw("UPDATE customers SET note = NULL");""")]
    [InlineData("""db.Database.ExecuteSqlRaw("SELECT c.note FROM customers c JOIN orders o ON o.id = c.id");""")]
    [InlineData("""db.Database.ExecuteSqlRaw("SELECT id AS x FROM orders -- note");""")]
    [InlineData("""db.Database.ExecuteSqlRaw("SELECT note FROM archive.orders");""")]
    [InlineData("""Console.WriteLine("the note of the orders"); Console.WriteLine("note"); Console.WriteLine("orders");""")]
    [InlineData("""Console.WriteLine("Select a note from the list of orders");""")]
    [InlineData("""db.Database.ExecuteSqlRaw("ALTER TABLE orders DROP COLUMN note");""")]
    public void SQL_that_means_something_else_is_not_found(string statements) =>
        new UsageProject().WithModel().WithCode(statements).Verify(UsageProject.Note());

    [Fact]
    public void A_property_that_is_gone_is_looked_for_in_SQL_only() =>
        new UsageProject().With("""
            namespace Shop;
            class Order { public int Id { get; set; } }
            class Code { const string Sql = "SELECT [|note|] FROM orders"; string Note => Sql; }
            """).Verify(UsageProject.Note());

    [Fact]
    public void Configuration_and_attributes_are_no_use() =>
        new UsageProject().With("""
            namespace Shop;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Metadata.Builders;
            [Index(nameof(Order.Note))]
            public class Order { public int Id { get; set; } public string? [|Note|] { get; set; } }
            class OrderConfiguration : IEntityTypeConfiguration<Order>
            {
                public void Configure(EntityTypeBuilder<Order> builder)
                {
                    builder.Property(o => o.Note).HasMaxLength(20);
                    builder.HasIndex(o => new { o.Id, o.Note });
                    builder.Property(nameof(Order.Note)).IsRequired();
                    builder.Property("Note").IsRequired();
                }
            }
            """).Verify(UsageProject.Note());

    [Fact]
    public void Migrations_generated_files_and_their_helpers_are_no_use() =>
        new UsageProject()
            .WithModel()
            .With(MigrationSafety.Verification.MigrationSource.Of("20240101000000_A", """migrationBuilder.Sql("UPDATE orders SET note = ''");""", "OtherContext"), "/src/Migrations/A.cs")
            .With("""class G { string a = "SELECT note FROM orders"; object b = new Shop.Order { Note = "" }; }""", "/obj/Generated.g.cs")
            .With("""using Microsoft.EntityFrameworkCore.Migrations; static class H { static void Fill(MigrationBuilder b) => b.Sql("UPDATE orders SET note = ''"); }""", "/src/H.cs")
            .Verify(UsageProject.Note());

    [Fact]
    public void An_inherited_property_is_its_own_for_each_entity() =>
        new UsageProject().With("""
            namespace Shop;
            abstract class Entity { public string? [|Note|] { get; set; } public bool Has => [|Note|] is not null; }
            class Order : Entity { void Clear() => [|Note|] = null; }
            class Big : Order { }
            class Customer : Entity { void Clear() => Note = null; }
            class Code { void Run(Order a, Customer b, Big c, Entity d) { _ = a.[|Note|] + b.Note + c.[|Note|] + d.[|Note|]; _ = new Customer { Note = "" }; } }
            """).Verify(UsageProject.Note());

    [Fact]
    public void A_property_of_an_interface_and_an_override_are_the_property() =>
        new UsageProject().With("""
            namespace Shop;
            interface IHasNote { string? Note { get; set; } }
            class Order : IHasNote { public virtual string? [|Note|] { get; set; } }
            class Late : Order { public override string? Note { get; set; } }
            class Code { void Run(IHasNote a, Late b) { a.[|Note|] = b.[|Note|]; } }
            """).Verify(UsageProject.Note());

    [Fact]
    public void A_property_of_an_owned_type_is_found_by_its_path() =>
        new UsageProject().With("""
            namespace Shop;
            using System.Collections.Generic;
            class Order { public Address? Address { get; set; } public List<Line> Lines { get; set; } = []; }
            class Address { public string? [|Note|] { get; set; } }
            class Line { public string? Note { get; set; } }
            class Code { void Run(Order o) { o.Address!.[|Note|] = o.Lines[0].Note; } }
            """).Verify(UsageProject.Note(path: "Address.Note"));

    [Fact]
    public void A_field_that_EF_Core_fills_is_found() =>
        new UsageProject().With("""
            namespace Shop;
            class Order { private string? [|_note|]; public string? Text => [|_note|]; public void Set(string a) { [|_note|] = a; this.[|_note|] += a; } }
            """).Verify(UsageProject.Note(path: "_note"));

    [Fact]
    public void Places_tell_what_they_do_in_order_of_path_and_position()
    {
        var report = new UsageProject()
            .With("""namespace Shop; class B { void Run(Order o) { o.[|Note|] = ""; System.Console.WriteLine(o.[|Note|] + "x"); } }""", "/src/b.cs")
            .With("""namespace Shop; class A { string a = "SELECT [|note|] FROM orders"; }""", "/src/a.cs")
            .WithModel()
            .Verify(UsageProject.Note());
        Assert.Equal(
            ["Mapping Order.Note 3", "Sql SQL 1", "Write Order.Note 1", "Read Order.Note 1"],
            report.Places.Select(static place => $"{place.Kind} {place.What} {place.Line}"));
        Assert.False(report.IsCut);
    }

    [Fact]
    public void A_table_is_found_by_its_sets_and_in_SQL() =>
        new UsageProject().With("""
            namespace Shop;
            using System.Linq;
            using Microsoft.EntityFrameworkCore;
            class Order { public int Id { get; set; } }
            class ShopContext : DbContext { public DbSet<Order> [|Orders|] => [|Set<Order>|](); }
            class Code { void Run(ShopContext db) { _ = db.[|Orders|].Count(); _ = db.[|Set<Order>|]().Count(); db.Database.ExecuteSqlRaw("DELETE FROM [|orders|]"); } }
            """).Verify(UsageProject.Note() with { Column = null, Properties = [] });

    [Fact]
    public void An_entity_of_another_project_is_named_and_its_uses_here_are_found()
    {
        var model = new UsageProject().WithModel(marked: false).Compile("Shop.Data");
        var report = new UsageProject().Referring(model).WithCode("_ = order.[|Note|];").Verify(UsageProject.Note());
        Assert.Equal(new HiddenEntity("Order", "Shop.Data"), Assert.Single(report.Hidden));
    }

    [Fact]
    public void Several_projects_are_one_search()
    {
        var data = new UsageProject().WithModel(marked: false).Compile("Shop.Data");
        var web = new UsageProject().Referring(data).WithCode("_ = order.Note;").Compile("Shop.Web");
        var migrations = new UsageProject().Referring(data).Compile("Shop.Migrations");
        var report = new CodeUsageSearch(migrations, new OtherCode("this solution", () => [data, web, web]), default).Find(UsageProject.Note());
        Assert.Empty(report.Hidden);
        Assert.Equal(["/src/Code.cs", "/src/Model.cs"], report.Places.Select(static place => place.Path));
    }

    [Theory]
    [InlineData("class Order { public string Note ")]
    [InlineData("namespace Shop; class Order { string Note { get; } void A() { this.Note.; Note( \"SELECT note FROM orders")]
    [InlineData("namespace Shop; class Order<T> { T Note; } class Order : Order { } class X { object a = new Order { Note = }; var b = $\"SELECT note FROM orders {")]
    public void Broken_code_gives_less_and_no_exception(string source) =>
        Assert.NotNull(new CodeUsageSearch(new UsageProject().With(source).Compile(), null, default).Find(UsageProject.Note() with { ByConvention = true }));
}
