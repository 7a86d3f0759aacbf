using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigrationSafety.Analyzers.Benchmarks.Generation;

namespace MigrationSafety.Analyzers.Benchmarks.Measuring;

/// <summary>The generated project in memory, as an IDE holds it.</summary>
internal static class MigrationCompilation
{
    public static CSharpCompilation Of(IReadOnlyList<GeneratedMigration> migrations)
    {
        var trees = migrations.SelectMany(migration => new[]
        {
            Tree(migration.CSharp, $"/Generated/Migrations/{migration.Id}.cs"),
            Tree(GeneratedDesigner.Of(migration), $"/Generated/Migrations/{migration.Id}.Designer.cs"),
        });
        var context = Tree("namespace Generated { public sealed class GeneratedContext : Microsoft.EntityFrameworkCore.DbContext; }", "/Generated/GeneratedContext.cs");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':', ';').Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create("Generated", trees.Append(context), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    public static SyntaxTree Tree(string source, string path) => CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default, path);
}
