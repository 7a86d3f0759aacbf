using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>What OnModelCreating and IEntityTypeConfiguration say of tables and columns, and [Table] attributes.</summary>
internal sealed class FluentMapping
{
    private readonly Compilation compilation;
    private readonly SemanticModels models;
    private readonly CancellationToken cancellationToken;

    public FluentMapping(Compilation compilation, SemanticModels models, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.models = models;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Entities of <c>ToTable("orders")</c> and <c>[Table("orders")]</c>.</summary>
    public IEnumerable<INamedTypeSymbol> EntitiesWith(string table)
    {
        foreach (var literal in Tokens(table).Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == table).Select(static token => token.Parent!))
        {
            var model = models.Of(literal.SyntaxTree);
            var entity = literal.Parent switch
            {
                AttributeArgumentSyntax { Parent.Parent: AttributeSyntax { Name: var name } attribute } when NameOf(name) is "Table" or "TableAttribute"
                    && attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type => model.GetDeclaredSymbol(type, cancellationToken) as INamedTypeSymbol,
                ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToTable" } access } } =>
                    BuiltBy(access.Expression),
                _ => null,
            };
            if (entity is not null)
            {
                yield return entity;
            }
        }
    }

    /// <summary>True for <c>Ignore(o => o.Note)</c> and <c>Ignore("Note")</c> of its class.</summary>
    public bool IsIgnored(IPropertySymbol property) =>
        CallsOn(property, "Ignore").Any();

    /// <summary>The name in <c>Property(o => o.Note)....HasColumnName("note")</c>.</summary>
    public string? ColumnOf(IPropertySymbol property)
    {
        foreach (var call in CallsOn(property, "Property"))
        {
            for (SyntaxNode? node = call; node?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access; node = next)
            {
                if (access.Name.Identifier.ValueText == "HasColumnName"
                    && next.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } name
                    && models.Of(next.SyntaxTree).GetConstantValue(name, cancellationToken).Value is string column)
                {
                    return column;
                }
            }
        }

        return null;
    }

    /// <summary>Calls of a builder's method with a property as lambda, string or nameof.</summary>
    private IEnumerable<InvocationExpressionSyntax> CallsOn(IPropertySymbol property, string method)
    {
        foreach (var token in Tokens(property.Name).Where(token => token.ValueText == property.Name))
        {
            var call = token.Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(static invocation => invocation.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" });
            if (call?.Expression is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == method
                && call.ArgumentList.Span.Contains(token.Span)
                && BuiltBy(access.Expression) is { } built && EntitySymbols.AreRelated(built, property.ContainingType))
            {
                yield return call;
            }
        }
    }

    /// <summary>The T of an EntityTypeBuilder&lt;T&gt;, OwnedNavigationBuilder&lt;,T&gt; or ComplexPropertyBuilder&lt;T&gt;.</summary>
    private INamedTypeSymbol? BuiltBy(ExpressionSyntax builder) =>
        models.Of(builder.SyntaxTree).GetTypeInfo(builder, cancellationToken).Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } type
        && type.ContainingNamespace.ToDisplayString() == "Microsoft.EntityFrameworkCore.Metadata.Builders"
            ? arguments[arguments.Length - 1] as INamedTypeSymbol
            : null;

    private IEnumerable<SyntaxToken> Tokens(string name)
    {
        foreach (var tree in ApplicationTrees.Holding(compilation, cancellationToken, name))
        {
            var root = tree.GetRoot(cancellationToken);
            foreach (var at in TreeWords.PlacesOf(name, tree.GetText(cancellationToken).ToString()))
            {
                yield return root.FindToken(at);
            }
        }
    }

    private static string NameOf(NameSyntax name) => name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : name.ToString();
}
