using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Analyzers.Text;

/// <summary>A range in a source file.</summary>
internal readonly record struct Place(SyntaxTree Tree, TextSpan Span)
{
    public static Place Of(SyntaxNode node) => new(node.SyntaxTree, node.Span);

    public Location ToLocation() => Location.Create(Tree, Span);
}
