using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>The names of the backfills that code defines: looked for, once, only when a migration has a gate.</summary>
internal sealed class BackfillNames
{
    private const string Contract = "MigrationSafety.Runtime.Backfills.IBackfill";
    private const string Property = "Name";
    private static readonly string[] Bases = ["IBackfill", "Backfill"];

    private readonly Compilation own;
    private readonly OtherCode? others;
    private Tuple<DefinedBackfills?>? found;

    /// <param name="own">The migrations' project.</param>
    /// <param name="others">Projects beside it; null where only the own one is at hand.</param>
    public BackfillNames(Compilation own, OtherCode? others)
    {
        this.own = own;
        this.others = others;
    }

    /// <returns>Null where some may be defined out of sight, or have a name that is not known at compile time.</returns>
    public DefinedBackfills? Find(CancellationToken cancellationToken) => (found ??= Tuple.Create(Search(cancellationToken))).Item1;

    private DefinedBackfills? Search(CancellationToken cancellationToken)
    {
        var all = others is null ? ImmutableArray.Create(own) : others.Compilations.Insert(0, own);
        var contracts = all.Select(static compilation => (Compilation: compilation, Contract: compilation.GetTypeByMetadataName(Contract)))
            .Where(static pair => pair.Contract is not null).ToList();

        // One that does not know the runtime leaves them to another repository.
        if (contracts.Count == 0)
        {
            return null;
        }

        var below = contracts.SelectMany(pair => OutOfSight(pair.Compilation, pair.Contract!, all, cancellationToken)).ToList();
        if (below.Exists(static type => !type.IsAbstract))
        {
            return null;
        }

        // To bind the bases of all classes of a project takes a hundred times as long.
        var candidates = TreeBases.DescendantsOf(below.Select(static type => type.Name).Concat(Bases), all, cancellationToken);
        var names = ImmutableHashSet.CreateBuilder<string>();
        foreach (var (compilation, contract) in contracts)
        {
            var models = new SemanticModels(compilation);
            foreach (var type in compilation.GetSymbolsWithName(candidates.Contains, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>())
            {
                if (type.IsAbstract || !Implements(type, contract!))
                {
                    continue;
                }

                if (NameOf(type, contract!, compilation, models, cancellationToken) is not { } name)
                {
                    return null;
                }

                names.Add(name);
            }
        }

        // A project that has none may leave them to another, which only a whole solution shows.
        var isSolution = others is { IsSolution: true };
        return names.Count == 0 && !isSolution ? null : new(names.ToImmutable(), isSolution || IsApplication(own));
    }

    private static bool IsApplication(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>Backfills, and bases of some, in assemblies below whose code is not at hand.</summary>
    private static IEnumerable<INamedTypeSymbol> OutOfSight(
        Compilation compilation, INamedTypeSymbol contract, ImmutableArray<Compilation> seen, CancellationToken cancellationToken) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == contract.ContainingAssembly.Name))
                && !seen.Any(other => other.AssemblyName == assembly.Name))
            .SelectMany(assembly => TypesIn(assembly.GlobalNamespace, cancellationToken))
            .Where(type => Implements(type, contract));

    private static bool Implements(INamedTypeSymbol type, INamedTypeSymbol contract) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct && type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return owner.GetTypeMembers().SelectMany(Self).Concat(owner.GetNamespaceMembers().SelectMany(below => TypesIn(below, cancellationToken)));
    }

    private static IEnumerable<INamedTypeSymbol> Self(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(Self).Prepend(type);

    private static string? NameOf(
        INamedTypeSymbol type, INamedTypeSymbol contract, Compilation compilation, SemanticModels models, CancellationToken cancellationToken) =>
        PropertyOf(type, contract)?.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
            && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reference.GetSyntax(cancellationToken) is PropertyDeclarationSyntax declaration
            && ValueOf(declaration) is { } value
            && models.Of(value.SyntaxTree).GetConstantValue(value, cancellationToken) is { HasValue: true, Value: string name }
            ? name
            : null;

    /// <summary>The property that a call through the interface ends at.</summary>
    private static ISymbol? PropertyOf(INamedTypeSymbol type, INamedTypeSymbol contract)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(Property).FirstOrDefault(static member => member is IPropertySymbol { IsOverride: true, IsAbstract: false }) is { } property)
            {
                return property;
            }
        }

        return contract.GetMembers(Property).FirstOrDefault() is { } member ? type.FindImplementationForInterfaceMember(member) : null;
    }

    private static ExpressionSyntax? ValueOf(PropertyDeclarationSyntax property)
    {
        if (property.ExpressionBody is { } body)
        {
            return body.Expression;
        }

        // One that can be set may have any value.
        if (property.AccessorList?.Accessors is not { Count: 1 } accessors)
        {
            return null;
        }

        return property.Initializer?.Value
            ?? accessors[0].ExpressionBody?.Expression
            ?? (accessors[0].Body?.Statements is { Count: 1 } statements && statements[0] is ReturnStatementSyntax result ? result.Expression : null);
    }
}
