using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
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

    /// <summary>Type.Member, or an extension method, by simple names: for files that have no semantic model here.</summary>
    private NameTarget? ByName(SyntaxNode reference)
    {
        if (reference is not MemberAccessExpressionSyntax access)
        {
            return null;
        }

        var member = access.Name.Identifier.ValueText;
        var typeName = access.Expression switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            MemberAccessExpressionSyntax inner => inner.Name.Identifier.ValueText,
            _ => null,
        };
        if (typeName is null || member.Length == 0)
        {
            return null;
        }

        ISymbol? found = null;
        foreach (var symbol in compilation.GetSymbolsWithName(typeName, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>())
        {
            foreach (var candidate in symbol.GetMembers(member))
            {
                if (found is not null)
                {
                    return null;
                }

                found = candidate;
            }
        }

        if (found is null && access.Parent is InvocationExpressionSyntax call)
        {
            var extensions = compilation.GetSymbolsWithName(member, SymbolFilter.Member, cancellationToken)
                .OfType<IMethodSymbol>()
                .Where(method => method.IsExtensionMethod && method.Parameters.Length > call.ArgumentList.Arguments.Count)
                .Take(2).ToList();
            found = extensions.Count == 1 ? extensions[0] : null;
        }

        return found is null ? null : TargetOf(found);
    }
}
