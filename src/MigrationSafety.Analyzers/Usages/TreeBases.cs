using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// What the types of a file name as their bases, and what its aliases stand for: tells without a symbol which classes may
/// descend from one. Found once for each version of the file.
/// </summary>
internal static class TreeBases
{
    private static readonly ConditionalWeakTable<SyntaxTree, (string Name, string Base)[]> Cache = new();

    /// <summary>The simple names of all types that may descend from one of these, and these.</summary>
    public static ISet<string> DescendantsOf(IEnumerable<string> ancestors, IEnumerable<Compilation> compilations, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(ancestors);
        var pairs = compilations.SelectMany(static compilation => compilation.SyntaxTrees).SelectMany(tree => Of(tree, cancellationToken)).ToList();
        for (var count = 0; count < names.Count;)
        {
            count = names.Count;
            foreach (var (name, parent) in pairs)
            {
                if (names.Contains(parent))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    private static (string Name, string Base)[] Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Cache.TryGetValue(tree, out var known) ? known : Cache.GetValue(tree, _ => Read(tree, cancellationToken).ToArray());
    }

    private static IEnumerable<(string Name, string Base)> Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            switch (node)
            {
                case UsingDirectiveSyntax { Alias: { } alias, Name: { } target } when SimpleName(target) is { } name:
                    yield return (alias.Name.Identifier.ValueText, name);
                    break;
                case TypeDeclarationSyntax { BaseList: { } list } type:
                    foreach (var name in list.Types.Select(static item => SimpleName(item.Type)).OfType<string>())
                    {
                        yield return (type.Identifier.ValueText, name);
                    }

                    break;
            }
        }
    }

    private static string? SimpleName(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };
}
