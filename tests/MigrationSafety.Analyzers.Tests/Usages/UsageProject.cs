using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.Analyzers.Usages;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Usages;
using MigrationSafety.Verification;

namespace MigrationSafety.Analyzers.Tests.Usages;

/// <summary>Code with marks <c>[|...|]</c> at the places where a column or table is used.</summary>
internal sealed class UsageProject
{
    public const string Order = """
        namespace Shop;
        using Microsoft.EntityFrameworkCore;
        public class Order { public int Id { get; set; } public string? {0} { get; set; } public Customer? Customer { get; set; } }
        public class Customer { public int Id { get; set; } public string? Note { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<Customer> Customers => Set<Customer>(); }
        """;

    private readonly List<(string Path, Markup Text)> sources = [];
    private readonly List<MetadataReference> references = [.. References.EfCoreWithNpgsql];

    /// <summary>The classes Order, Customer and ShopContext, with Order.Note marked or not.</summary>
    public UsageProject WithModel(bool marked = true) => With(Order.Replace("{0}", marked ? "[|Note|]" : "Note"), "/src/Model.cs");

    public UsageProject With(string source, string path = "/src/Code.cs")
    {
        sources.Add((path, Markup.Parse(source, "PLACE1")));
        return this;
    }

    /// <summary>Statements in a method of a class of their own, with a context and an order at hand.</summary>
    public UsageProject WithCode(string statements, string members = "") => With($$""""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;
        namespace Shop;
        class Code
        {
            void Run(ShopContext db, Order order, Customer customer, NpgsqlConnection connection)
            {
                {{statements}}
            }
            {{members}}
        }
        """");

    public UsageProject Referring(Compilation other)
    {
        references.Add(other.ToMetadataReference());
        return this;
    }

    public CSharpCompilation Compile(string name = "Shop") => CSharpCompilation.Create(
        name,
        sources.Select(static source => CSharpSyntaxTree.ParseText(source.Text.Text, path: source.Path)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Searches and compares with the marks; gives what was found.</summary>
    public UsageReport Verify(UsageQuestion question)
    {
        var compilation = Compile();
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new VerificationException(string.Join("\n", errors));
        }

        var report = new CodeUsageSearch(compilation, null, default).Find(question);
        var expected = sources.SelectMany(static source => source.Text.Marks.Select(mark => (source.Path, mark.Span)))
            .OrderBy(static place => place.Path, System.StringComparer.Ordinal).ThenBy(static place => place.Span.Start);
        Xunit.Assert.Equal(
            expected.Select(place => place.Path + " " + place.Span),
            report.Places.Cast<CodePlace>().Select(static place => place.Path + " " + place.Location.SourceSpan));
        return report;
    }

    /// <summary>The column that Order.Note is mapped to, as a model says.</summary>
    public static UsageQuestion Note(string entity = "Shop.Order", string path = "Note") => new()
    {
        Table = new QualifiedName(null, "orders"),
        Column = "note",
        Properties = [new MappedProperty(entity, path, "string")],
        Entities = [entity],
    };

    /// <summary>A column of which no model tells.</summary>
    public static UsageQuestion Unmodelled(string table = "Orders", string column = "Note") =>
        new() { Table = new QualifiedName(null, table), Column = column, ByConvention = true };
}
