using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Models;
using MigrationSafety.Analyzers.Reading;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>All migrations of a compilation, sorted into one chain for each context.</summary>
internal sealed class MigrationIndex
{
    private readonly Dictionary<ClassDeclarationSyntax, Position> places = [];

    private MigrationIndex(ImmutableArray<MigrationChain> chains)
    {
        Chains = chains;
        foreach (var chain in chains)
        {
            for (var i = 0; i < chain.Entries.Length; i++)
            {
                places[chain.Entries[i].Migration] = new Position(chain, i);
            }
        }
    }

    public ImmutableArray<MigrationChain> Chains { get; }

    /// <param name="compilation">The project.</param>
    /// <param name="files">Its SQL files.</param>
    /// <param name="isBuild">True in a build, which finds what the one before it has left (<see cref="FoldedStates"/>).</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static MigrationIndex Of(Compilation compilation, SqlFileSet files, bool isBuild, CancellationToken cancellationToken)
    {
        var parts = new Dictionary<string, Found>(StringComparer.Ordinal);
        var snapshots = new List<(string? Context, SyntaxTree Tree, string FullName)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var part in TreeMigrations.Of(tree, cancellationToken).Parts)
            {
                if (part.IsSnapshot)
                {
                    snapshots.Add((part.Context, tree, part.FullName));
                    continue;
                }

                if (!parts.TryGetValue(part.FullName, out var found))
                {
                    parts[part.FullName] = found = new Found();
                }

                found.Add(part, tree);
            }
        }

        var migrations = parts.Values.Where(static found => found.Migration is not null).ToList();

        // EF Core runs only classes with [Migration]; where none has it, the Designers are just not part of this compilation.
        if (migrations.Any(static found => found.IsRegistered))
        {
            migrations.RemoveAll(static found => !found.IsRegistered);
        }

        var contexts = migrations.Select(static found => found.Context).OfType<string>().Distinct(StringComparer.Ordinal).ToList();

        // A migration without Designer belongs to the only context there is.
        var fallback = contexts.Count == 1 ? contexts[0] : null;
        var efCoreMajor = EfCoreReference.MajorOf(compilation);
        return new MigrationIndex(migrations
            .GroupBy(found => found.Context ?? fallback, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => ChainOf(group.Key, [.. group]))
            .ToImmutableArray());

        MigrationChain ChainOf(string? context, List<Found> found)
        {
            var entries = found.Select(static found => found.ToEntry()).OrderBy(static entry => entry.Id, StringComparer.Ordinal).ToImmutableArray();
            var kept = isBuild ? FoldedStates.Of(entries, efCoreMajor, cancellationToken) : null;
            return new MigrationChain(context, entries, compilation, files, efCoreMajor, SnapshotOf(context, snapshots), kept);
        }
    }

    /// <summary>The snapshot of a context; the only one there is where nothing tells whose it is.</summary>
    private static SyntaxModel? SnapshotOf(string? context, List<(string? Context, SyntaxTree Tree, string FullName)> snapshots)
    {
        foreach (var (owner, tree, name) in snapshots)
        {
            if (owner == context || snapshots.Count == 1 && (owner is null || context is null))
            {
                return SyntaxModel.Of(tree, name);
            }
        }

        return null;
    }

    public Position? Find(ClassDeclarationSyntax migration) => places.TryGetValue(migration, out var place) ? place : null;

    /// <summary>A migration's place in its chain.</summary>
    internal sealed record Position(MigrationChain Chain, int Index);

    /// <summary>The parts of one class put together.</summary>
    private sealed class Found
    {
        public ClassDeclarationSyntax? Migration { get; private set; }

        public string? Context { get; private set; }

        /// <summary>True where a part carries [Migration].</summary>
        public bool IsRegistered => Id is not null;

        private string? Id { get; set; }

        private (SyntaxTree Tree, string FullName)? TargetModel { get; set; }

        public void Add(TreeMigrations.Part part, SyntaxTree tree)
        {
            Migration ??= part.Migration;
            Id ??= part.Id;
            Context ??= part.Context;
            TargetModel ??= part.HasTargetModel ? (tree, part.FullName) : null;
        }

        public MigrationEntry ToEntry() =>
            new(Id ?? MigrationSyntax.IdFromFile(Migration!), Migration!, TargetModel is not null || !IsRegistered, TargetModel);
    }
}
