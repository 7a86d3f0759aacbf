using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Names through the compilation: its semantic model where there is one for the file, else by declared name.</summary>
internal sealed class CompilationNames : INameSource
{
    private readonly Compilation compilation;
    private readonly SemanticModel? model;
    private readonly CancellationToken cancellationToken;

    public CompilationNames(Compilation compilation, SemanticModel? model, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.model = model;
        this.cancellationToken = cancellationToken;
    }

    public NameTarget? Find(SyntaxNode reference)
    {
        if (model is not null && reference.SyntaxTree == model.SyntaxTree)
        {
            var info = model.GetSymbolInfo(reference, cancellationToken);
            var symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
            if (symbol is not null)
            {
                return TargetOf(symbol);
            }
        }

        return ByName(reference);
    }

    private NameTarget? TargetOf(ISymbol symbol)
    {
        if (symbol is IMethodSymbol method)
        {
            symbol = (method.ReducedFrom ?? method).OriginalDefinition;
        }

        var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        var field = symbol as IFieldSymbol;
        return new NameTarget(declaration, field?.HasConstantValue == true, field?.HasConstantValue == true ? field.ConstantValue : null)
        {
            IsRaw = field is { ContainingType.TypeKind: TypeKind.Enum }
                || field is { IsStatic: true, IsReadOnly: true } && declaration is null,
        };
    }

    /// <summary>By declared names, for files that have no semantic model here: one that is not unique is not told.</summary>
    private NameTarget? ByName(SyntaxNode reference)
    {
        var found = reference switch
        {
            MemberAccessExpressionSyntax access => OfType(access) ?? Extension(access),
            SimpleNameSyntax name => OfOwnType(name) ?? OfUsingStatic(name),
            _ => null,
        };
        return found is null ? null : TargetOf(found);
    }

    /// <summary>Type.Member.</summary>
    private ISymbol? OfType(MemberAccessExpressionSyntax access)
    {
        var typeName = access.Expression switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            MemberAccessExpressionSyntax inner => inner.Name.Identifier.ValueText,
            _ => null,
        };
        return typeName is null ? null : Unique(typeName, access.Name.Identifier.ValueText);
    }

    /// <summary>A member of another part of the class, or of its base classes.</summary>
    private ISymbol? OfOwnType(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            ? Unique(type.Identifier.ValueText, name.Identifier.ValueText)
            : null;

    private ISymbol? OfUsingStatic(SimpleNameSyntax name)
    {
        foreach (var directive in name.SyntaxTree.GetCompilationUnitRoot(cancellationToken).Usings)
        {
            if (directive.StaticKeyword != default
                && directive.Name is NameSyntax type
                && Unique(LastName(type), name.Identifier.ValueText) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The only member of that name in the types of that name and their base types.</summary>
    private ISymbol? Unique(string typeName, string member)
    {
        ISymbol? found = null;
        if (typeName.Length == 0 || member.Length == 0)
        {
            return null;
        }

        foreach (var declared in compilation.GetSymbolsWithName(typeName, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>())
        {
            for (var type = declared; type is not null; type = type.BaseType)
            {
                foreach (var candidate in type.GetMembers(member))
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = candidate;
                }
            }
        }

        return found;
    }

    /// <summary>builder.Helper(...).</summary>
    private IMethodSymbol? Extension(MemberAccessExpressionSyntax access)
    {
        if (access.Parent is not InvocationExpressionSyntax call || access.Name.Identifier.ValueText.Length == 0)
        {
            return null;
        }

        var extensions = compilation.GetSymbolsWithName(access.Name.Identifier.ValueText, SymbolFilter.Member, cancellationToken)
            .OfType<IMethodSymbol>()
            .Where(method => method.IsExtensionMethod && method.Parameters.Length > call.ArgumentList.Arguments.Count)
            .Take(2).ToList();
        return extensions.Count == 1 ? extensions[0] : null;
    }
}
