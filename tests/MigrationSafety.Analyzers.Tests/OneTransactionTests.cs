using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests;

/// <summary>MIG4009: what is pending goes through one transaction with EF Core 9, and only there.</summary>
public sealed class OneTransactionTests
{
    private const string Orders = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN a int;");""";
    private const string Lines = """migrationBuilder.Sql("ALTER TABLE lines ADD COLUMN a int;");""";

    [Theory]
    [InlineData(8, 0)]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    public async Task Several_pending_migrations_that_lock_are_told_with_version_9(int major, int times)
    {
        var found = (await Project(major, Orders, Lines).AnalyzeAsync()).Where(static d => d.Id == "MIG4009").ToList();
        Assert.Equal(times, found.Count);
        Assert.All(found, static d =>
        {
            Assert.Contains("20240102000000_B", d.GetMessage(), StringComparison.Ordinal);
            Assert.EndsWith("20240103000000_C.cs", d.Location.GetLineSpan().Path, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(Orders, "")]
    [InlineData(Orders, """migrationBuilder.Sql("CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int;");""")]
    public async Task One_that_locks_has_nobody_to_pile_up_with(string second, string third) =>
        Assert.DoesNotContain(await Project(9, second, third).AnalyzeAsync(), static d => d.Id == "MIG4009");

    [Fact]
    public async Task Nobody_knows_what_is_pending_without_an_id() =>
        Assert.DoesNotContain(
            await Project(9, Orders, Lines).WithOption("migration_safety.deployed_through", "none").AnalyzeAsync(), static d => d.Id == "MIG4009");

    private static TestProject Project(int efCore, string second, string third) => new TestProject()
        .WithReferences(References.Framework.Add(Relational(efCore)))
        .WithOption("migration_safety.deployed_through", "20240101000000_A")
        .WithUp("""migrationBuilder.Sql("CREATE TABLE orders (id int); CREATE TABLE lines (id int);");""", "20240101000000_A")
        .WithUp(second, "20240102000000_B")
        .WithUp(third, "20240103000000_C");

    /// <summary>Versions 8 and 9 do not stand beside 10 in one test project: an empty assembly of that name and version.</summary>
    private static PortableExecutableReference Relational(int major)
    {
        var compilation = CSharpCompilation.Create(
            "Microsoft.EntityFrameworkCore.Relational",
            [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{major}.0.0.0\")]")],
            References.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
