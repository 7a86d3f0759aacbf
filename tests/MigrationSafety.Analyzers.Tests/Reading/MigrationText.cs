using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Verification;

namespace MigrationSafety.Analyzers.Tests.Reading;

/// <summary>Reads a migration by syntax alone.</summary>
internal static class MigrationText
{
    public static MigrationReading Read(string up, string members = "")
    {
        var tree = CSharpSyntaxTree.ParseText(MigrationSource.Of("20240101000000_Change", up, members: members), path: "/src/M.cs");
        var migration = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First();
        return MigrationReader.Read(migration, names: null, CancellationToken.None);
    }

    /// <summary>Each step as its SQL, <c>Method(table)</c>, or <c>?expression</c> where it is not known.</summary>
    public static string[] Steps(string up, string members = "") =>
        Read(up, members).Steps.Select(Describe).ToArray();

    private static string Describe(MigrationStep step) =>
        !step.Step.Unknown.IsEmpty ? "?" + step.Step.Unknown[0].Message
        : step.File is { } file ? "file " + file.Name
        : step.Step.Sql ?? $"{step.Step.Method}({step.Step.Operation?.Arguments.GetValueOrDefault("table")})";
}
