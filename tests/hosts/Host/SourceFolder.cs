using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationSafety.RoslynHost;

/// <summary>The C# files of a folder as a compilation, and its .sql files as AdditionalFiles.</summary>
internal sealed record SourceFolder(CSharpCompilation Compilation, ImmutableArray<AdditionalText> SqlFiles)
{
    public static SourceFolder Compile(string folder, IEnumerable<string> references)
    {
        // C# 12 is the newest that the oldest of the hosts reads.
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp12);
        var trees = Files(folder, "*.cs").Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), parsing, file));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return new SourceFolder(
            CSharpCompilation.Create("Sources", trees, references.Select(path => MetadataReference.CreateFromFile(path)), options),
            [.. Files(folder, "*.sql").Select(file => new SqlFile(file))]);
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
