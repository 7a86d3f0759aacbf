using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using MigrationSafety.CodeFixes.Tests.Verification;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>A migration compiled against the real EF Core, with a context that runs it.</summary>
internal sealed class CompiledMigration
{
    private readonly Type contextType;

    private CompiledMigration(Type contextType) => this.contextType = contextType;

    public static IReadOnlyList<MetadataReference> References { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList();

    /// <exception cref="InvalidOperationException">The source does not compile.</exception>
    public static CompiledMigration Of(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Migration" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(MigrationSource.Context), CSharpSyntaxTree.ParseText(source)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var bytes = new MemoryStream();
        var emitted = compilation.Emit(bytes);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics) + "\n" + source);
        }

        bytes.Position = 0;
        var assembly = AssemblyLoadContext.Default.LoadFromStream(bytes);
        return new CompiledMigration(assembly.GetType("Shop.ShopContext", throwOnError: true)!);
    }

    /// <summary>A context on a database; the interceptors see every command.</summary>
    public DbContext Open(string connectionString, params IInterceptor[] interceptors)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(contextType))!;
        builder.UseNpgsql(connectionString).AddInterceptors(interceptors);
        return (DbContext)Activator.CreateInstance(contextType, builder.Options)!;
    }

    public void Up(string connectionString, params IInterceptor[] interceptors)
    {
        using var context = Open(connectionString, interceptors);
        context.Database.Migrate();
    }

    public void Down(string connectionString)
    {
        using var context = Open(connectionString);
        context.Database.Migrate(Migration.InitialDatabase);
    }

    private static class Migration
    {
        public const string InitialDatabase = "0";
    }
}
