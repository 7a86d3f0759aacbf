using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Usages;

/// <summary>Which property a column belongs to where no model tells.</summary>
public sealed class ConventionTests
{
    [Theory]
    [InlineData("""public string? [|Note|] { get; set; }""", "")]
    [InlineData("""[Column("Note")] public string? [|Text|] { get; set; }""", "")]
    [InlineData("""public string? [|Text|] { get; set; }""", """m.Entity<Order>().Property(o => o.Text).HasMaxLength(5).HasColumnName("Note");""")]
    [InlineData("""public string? [|Text|] { get; set; }""", """m.Entity<Order>(b => b.Property(nameof(Order.Text)).HasColumnName("Note"));""")]
    [InlineData("""[NotMapped] public string? Note { get; set; }""", "")]
    [InlineData("""public string? Note { get; set; }""", "m.Entity<Order>().Ignore(o => o.Note);")]
    [InlineData("""public string? Note { get; set; }""", """m.Entity<Order>().Ignore("Note");""")]
    [InlineData("""public string? Note { get; set; }""", """m.Entity<Order>().Property(o => o.Note).HasColumnName("text");""")]
    [InlineData("""[Column("text")] public string? Note { get; set; }""", "")]
    [InlineData("""public string Note => "";""", "")]
    [InlineData("""public static string? Note { get; set; }""", "")]
    [InlineData("""public string? [|Note|] { get; set; }""", "m.Entity<Other>().Ignore(o => o.Note);")]
    public void A_property_is_found_by_convention_attribute_and_configuration(string property, string configuration) =>
        Project(property, configuration).Verify(UsageProject.Unmodelled());

    [Theory]
    [InlineData("", """m.Entity<Order>().ToTable("orders");""")]
    [InlineData("""[Table("orders")]""", "")]
    public void A_table_is_found_by_attribute_and_configuration(string attribute, string configuration) =>
        Project("""public string? [|Note|] { get; set; }""", configuration, attribute).Verify(UsageProject.Unmodelled("orders"));

    [Fact]
    public void Another_spelling_counts_only_with_a_naming_convention()
    {
        Project("""public string? NoteText { get; set; }""", "").Verify(UsageProject.Unmodelled("orders", "note_text"));
        Project("""public string? [|NoteText|] { get; set; }""", "")
            .Referring(CSharpCompilation.Create("EFCore.NamingConventions"))
            .Verify(UsageProject.Unmodelled("orders", "note_text"));
    }

    private static UsageProject Project(string property, string configuration, string attribute = "") => new UsageProject().With($$"""
        namespace Shop;
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;
        {{attribute}}
        public class Order { public int Id { get; set; } {{property}} }
        public class Other { public int Id { get; set; } public string? Note { get; set; } }
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder m) { {{configuration}} }
        }
        """);
}
