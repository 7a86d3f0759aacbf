using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>Projects beside the migrations' own, for who has them at hand; they are compiled only when something is searched.</summary>
internal sealed class OtherCode
{
    private readonly Lazy<ImmutableArray<Compilation>> compilations;

    /// <param name="scope">All projects together, as messages name them: "this solution".</param>
    /// <param name="compilations">The projects; called once, on any thread.</param>
    /// <param name="isSolution">True where no other project knows of these.</param>
    public OtherCode(string scope, Func<IEnumerable<Compilation>> compilations, bool isSolution = false)
    {
        Scope = scope;
        IsSolution = isSolution;
        this.compilations = new(() => compilations().ToImmutableArray(), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    public string Scope { get; }

    /// <summary>True where the projects above the migrations' own, which refer to it, are here too.</summary>
    public bool IsSolution { get; }

    public ImmutableArray<Compilation> Compilations => compilations.Value;
}
