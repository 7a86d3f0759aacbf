using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>Where code queries an entity: its DbSet, and Set&lt;Order&gt;().</summary>
internal sealed class TableSearch
{
    private readonly Compilation compilation;
    private readonly SemanticModels models;
    private readonly CancellationToken cancellationToken;

    public TableSearch(Compilation compilation, SemanticModels models, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.models = models;
        this.cancellationToken = cancellationToken;
    }

    public IEnumerable<CodePlace> Find(INamedTypeSymbol entity, MemberSearch members)
    {
        foreach (var tree in ApplicationTrees.Holding(compilation, cancellationToken, entity.Name))
        {
            var root = tree.GetRoot(cancellationToken);
            foreach (var at in TreeWords.PlacesOf(entity.Name, tree.GetText(cancellationToken).ToString()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (GenericOf(root.FindToken(at)) is not { } generic || !IsEntity(generic, entity))
                {
                    continue;
                }

                if (generic.Identifier.ValueText == "Set" && generic.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not null)
                {
                    yield return CodePlace.Of(UsageKind.Read, "Set<" + entity.Name + ">()", Place.Of(generic));
                }
                else if (generic.Identifier.ValueText == "DbSet" && generic.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
                    && models.Of(tree).GetDeclaredSymbol(property, cancellationToken) is { } set)
                {
                    var what = set.ContainingType.Name + "." + set.Name;
                    yield return CodePlace.Of(UsageKind.Mapping, what, new Place(tree, property.Identifier.Span));
                    foreach (var use in members.Find(set, set.ContainingType, what))
                    {
                        yield return use;
                    }
                }
            }
        }
    }

    private static GenericNameSyntax? GenericOf(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken)
        && token.Parent?.FirstAncestorOrSelf<GenericNameSyntax>() is { Identifier.ValueText: "DbSet" or "Set", TypeArgumentList.Arguments.Count: 1 } generic
            ? generic
            : null;

    private bool IsEntity(GenericNameSyntax generic, INamedTypeSymbol entity) =>
        SymbolEqualityComparer.Default.Equals(
            models.Of(generic.SyntaxTree).GetTypeInfo(generic.TypeArgumentList.Arguments[0], cancellationToken).Type?.OriginalDefinition, entity.OriginalDefinition);
}
