using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// Reads and writes of a property in the application's code. Names are looked for in the text first; only where one
/// stands as a member may, the compiler is asked what it means.
/// </summary>
internal sealed class MemberSearch
{
    /// <summary>Enough for any message, and a bound to the time that a name like Id may cost.</summary>
    private const int MostAsked = 5_000;

    private readonly Compilation compilation;
    private readonly SemanticModels models;
    private readonly CancellationToken cancellationToken;
    private int asked;

    public MemberSearch(Compilation compilation, SemanticModels models, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.models = models;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>True where the search ended early.</summary>
    public bool IsCut => asked >= MostAsked;

    /// <param name="member">The property or field.</param>
    /// <param name="holder">The class whose objects are meant: the member may be inherited by others, too.</param>
    /// <param name="what">How places name it.</param>
    public IEnumerable<CodePlace> Find(ISymbol member, ITypeSymbol holder, string what)
    {
        foreach (var name in Names(member.Name))
        {
            if (MayBeMember(name, member) && IsMeant(name, member, holder) && !IsConfiguration(name))
            {
                yield return CodePlace.Of(IsWritten(name) ? UsageKind.Write : UsageKind.Read, what, Place.Of(name));
            }
        }
    }

    /// <summary><c>EF.Property&lt;string&gt;(order, "Note")</c> and <c>Entry(order).Property("Note")</c>, the ways to a shadow property.</summary>
    public IEnumerable<CodePlace> FindByName(string property, ITypeSymbol holder, string what)
    {
        foreach (var token in Tokens(property))
        {
            if (token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == property
                && token.Parent?.Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
                && access.Name.Identifier.ValueText == "Property" && asked++ < MostAsked
                && EntityOf(call, access) is { } entity && EntitySymbols.AreRelated(entity, holder))
            {
                yield return CodePlace.Of(UsageKind.Read, what, Place.Of(token.Parent));
            }
        }
    }

    private ITypeSymbol? EntityOf(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access)
    {
        var model = models.Of(call.SyntaxTree);
        return model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingType switch
        {
            { Name: "EF" } when call.ArgumentList.Arguments.Count == 2 =>
                model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression, cancellationToken).Type,
            { Name: "EntityEntry" } when model.GetTypeInfo(access.Expression, cancellationToken).Type is INamedTypeSymbol { TypeArguments.Length: 1 } entry =>
                entry.TypeArguments[0],
            _ => null,
        };
    }

    private IEnumerable<IdentifierNameSyntax> Names(string name) =>
        Tokens(name).Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
            .Select(static token => token.Parent).OfType<IdentifierNameSyntax>();

    private IEnumerable<SyntaxToken> Tokens(string name)
    {
        foreach (var tree in ApplicationTrees.Holding(compilation, cancellationToken, name))
        {
            var root = tree.GetRoot(cancellationToken);
            foreach (var at in TreeWords.PlacesOf(name, tree.GetText(cancellationToken).ToString()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (IsCut)
                {
                    yield break;
                }

                yield return root.FindToken(at);
            }
        }
    }

    private static bool MayBeMember(IdentifierNameSyntax name, ISymbol member) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => true,
        MemberBindingExpressionSyntax => true,
        NameColonSyntax { Parent: SubpatternSyntax } => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => true,

        // Alone it means the property only inside its class and those below it.
        ExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
            or ExpressionStatementSyntax or InterpolationSyntax or IfStatementSyntax or SwitchStatementSyntax or AnonymousObjectMemberDeclaratorSyntax
            or ForEachStatementSyntax or ThrowStatementSyntax =>
            name.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.BaseList is not null || type.Identifier.ValueText == member.ContainingType.Name),
        _ => false,
    };

    private bool IsMeant(IdentifierNameSyntax name, ISymbol member, ITypeSymbol holder)
    {
        asked++;
        var model = models.Of(name.SyntaxTree);
        var info = model.GetSymbolInfo(name, cancellationToken);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol
            && IsSame(symbol, member)
            && (SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, holder.OriginalDefinition)
                || EntitySymbols.AreRelated(ReceiverOf(name, model), holder));
    }

    /// <summary>The type whose member is named; null where that is not seen.</summary>
    private ITypeSymbol? ReceiverOf(IdentifierNameSyntax name, SemanticModel model) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => model.GetTypeInfo(access.Expression, cancellationToken).Type,
        MemberBindingExpressionSyntax => name.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } conditional
            ? model.GetTypeInfo(conditional.Expression, cancellationToken).Type
            : null,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax created } } => model.GetTypeInfo(created, cancellationToken).Type,
        NameColonSyntax => null,
        _ => name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? model.GetDeclaredSymbol(type, cancellationToken) as ITypeSymbol : null,
    };

    private static bool IsSame(ISymbol symbol, ISymbol member)
    {
        if (SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, member.OriginalDefinition))
        {
            return true;
        }

        return symbol is IPropertySymbol used && member is IPropertySymbol property
            && (Overrides(used, property) || Overrides(property, used)
                || used.ContainingType.TypeKind == TypeKind.Interface
                && SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(used), property));
    }

    private static bool Overrides(IPropertySymbol property, IPropertySymbol other)
    {
        for (var current = property.OverriddenProperty; current is not null; current = current.OverriddenProperty)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, other.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Inside <c>builder.Property(o => o.Note)</c> and attributes: the mapping itself, which goes with the column.</summary>
    private bool IsConfiguration(IdentifierNameSyntax name)
    {
        foreach (var node in name.Ancestors())
        {
            switch (node)
            {
                case AttributeSyntax:
                    return true;
                case LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                    when IsModelBuilding(models.Of(call.SyntaxTree).GetSymbolInfo(call, cancellationToken).Symbol):
                    return true;
                case ArgumentSyntax { Expression: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }, Parent.Parent: InvocationExpressionSyntax call }
                    when IsModelBuilding(models.Of(call.SyntaxTree).GetSymbolInfo(call, cancellationToken).Symbol):
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool IsModelBuilding(ISymbol? method) =>
        method?.ContainingType?.ContainingNamespace?.ToDisplayString() == "Microsoft.EntityFrameworkCore.Metadata.Builders";

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == whole,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => true,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => true,
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword),

            // ExecuteUpdate(s => s.SetProperty(o => o.Note, ...)).
            LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax list } argument } =>
                list.Arguments[0] == argument
                && list.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SetProperty" } },
            _ => false,
        };
    }
}
