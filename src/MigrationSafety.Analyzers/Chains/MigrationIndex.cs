using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Reading;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>All migrations of a compilation, sorted into one chain for each context.</summary>
internal sealed class MigrationIndex
{
    private readonly Dictionary<ClassDeclarationSyntax, (MigrationChain Chain, int Index)> places = [];

    private MigrationIndex(ImmutableArray<MigrationChain> chains)
    {
        Chains = chains;
        foreach (var chain in chains)
        {
            for (var i = 0; i < chain.Entries.Length; i++)
            {
                places[chain.Entries[i].Migration] = (chain, i);
            }
        }
    }

    public ImmutableArray<MigrationChain> Chains { get; }

    public static MigrationIndex Of(Compilation compilation, SqlFileSet files, CancellationToken cancellationToken)
    {
        var parts = new Dictionary<string, Found>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var part in TreeMigrations.Of(tree, cancellationToken).Parts)
            {
                if (!parts.TryGetValue(part.FullName, out var found))
                {
                    parts[part.FullName] = found = new Found();
                }

                found.Add(part);
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
            .Select(group => new MigrationChain(
                group.Key,
                group.Select(static found => found.ToEntry()).OrderBy(static entry => entry.Id, StringComparer.Ordinal).ToImmutableArray(),
                compilation,
                files,
                efCoreMajor))
            .ToImmutableArray());
    }

    public (MigrationChain Chain, int Index)? Find(ClassDeclarationSyntax migration) =>
        places.TryGetValue(migration, out var place) ? place : null;

    /// <summary>The parts of one class put together.</summary>
    private sealed class Found
    {
        public ClassDeclarationSyntax? Migration { get; private set; }

        public string? Context { get; private set; }

        /// <summary>True where a part carries [Migration].</summary>
        public bool IsRegistered => Id is not null;

        private string? Id { get; set; }

        private bool HasTargetModel { get; set; }

        public void Add(TreeMigrations.Part part)
        {
            Migration ??= part.Migration;
            Id ??= part.Id;
            Context ??= part.Context;
            HasTargetModel |= part.HasTargetModel;
        }

        public MigrationEntry ToEntry() =>
            new(Id ?? MigrationSyntax.IdFromFile(Migration!), Migration!, HasTargetModel || !IsRegistered);
    }
}
