using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>What syntax alone says about a migration class.</summary>
internal static class MigrationSyntax
{
    public static MethodDeclarationSyntax? FindUp(ClassDeclarationSyntax migration) => FindMethod(migration, "Up");

    public static MethodDeclarationSyntax? FindDown(ClassDeclarationSyntax migration) => FindMethod(migration, "Down");

    /// <summary>True for <c>class AddOrders : Migration</c>.</summary>
    public static bool NamesMigrationAsBase(ClassDeclarationSyntax migration) => NamesAsBase(migration, "Migration");

    /// <summary>True for <c>partial class ShopContextModelSnapshot : ModelSnapshot</c>.</summary>
    public static bool NamesSnapshotAsBase(ClassDeclarationSyntax declaration) => NamesAsBase(declaration, "ModelSnapshot");

    /// <summary>The id of <c>[Migration("20240131120000_AddOrders")]</c> on this part of the class.</summary>
    public static string? IdOf(ClassDeclarationSyntax part) =>
        FindAttribute(part, "Migration")?.ArgumentList?.Arguments.FirstOrDefault()?.Expression
            is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } id
            ? id.Token.ValueText
            : null;

    /// <summary>The simple name of <c>[DbContext(typeof(ShopContext))]</c> on this part of the class.</summary>
    public static string? ContextOf(ClassDeclarationSyntax part) =>
        FindAttribute(part, "DbContext")?.ArgumentList?.Arguments.FirstOrDefault()?.Expression is TypeOfExpressionSyntax type
            ? type.Type switch
            {
                SimpleNameSyntax simple => simple.Identifier.ValueText,
                QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
                AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
                var other => other.ToString(),
            }
            : null;

    /// <summary>EF Core names the file after the id; a class alone in an odd file has at least its name.</summary>
    public static string IdFromFile(ClassDeclarationSyntax migration)
    {
        var name = migration.SyntaxTree.FilePath;
        name = name.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
        name = name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 3) : name;
        return name.Length > 0 && char.IsDigit(name[0]) ? name : migration.Identifier.ValueText;
    }

    private static bool NamesAsBase(ClassDeclarationSyntax declaration, string name) =>
        declaration.BaseList is { Types: { Count: > 0 } types }
        && (types[0].Type is QualifiedNameSyntax qualified ? qualified.Right : types[0].Type) is IdentifierNameSyntax simple
        && simple.Identifier.ValueText == name;

    private static MethodDeclarationSyntax? FindMethod(ClassDeclarationSyntax migration, string name)
    {
        foreach (var member in migration.Members)
        {
            if (member is MethodDeclarationSyntax method
                && method.Identifier.ValueText == name
                && method.ParameterList.Parameters.Count == 1
                && IsBuilder(method.ParameterList.Parameters[0].Type))
            {
                return method;
            }
        }

        return null;
    }

    private static bool IsBuilder(TypeSyntax? type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == "MigrationBuilder",
        QualifiedNameSyntax name => name.Right.Identifier.ValueText == "MigrationBuilder",
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText == "MigrationBuilder",
        _ => false,
    };

    private static AttributeSyntax? FindAttribute(ClassDeclarationSyntax part, string name)
    {
        foreach (var list in part.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var written = attribute.Name is QualifiedNameSyntax qualified
                    ? qualified.Right.Identifier.ValueText
                    : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText;
                if (written is not null && written.StartsWith(name, StringComparison.Ordinal)
                    && (written.Length == name.Length || string.CompareOrdinal(written, name.Length, "Attribute", 0, int.MaxValue) == 0))
                {
                    return attribute;
                }
            }
        }

        return null;
    }
}
