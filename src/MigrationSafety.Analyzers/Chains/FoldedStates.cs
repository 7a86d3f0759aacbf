using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>
/// The schemas that a chain of migrations leaves, kept from one build to the next: a compiler server has new trees in
/// each build, but of a thousand migrations at most the newest has changed. The same texts, parsed alike, in the same order,
/// leave the same schemas. No tree is held.
/// </summary>
internal sealed class FoldedStates
{
    private const int Capacity = 4;
    private static readonly List<FoldedStates> Kept = [];

    private readonly ImmutableArray<Source> sources;
    private readonly ParseOptions options;
    private readonly int? efCoreMajor;
    private ImmutableArray<SchemaState> states = ImmutableArray<SchemaState>.Empty;

    private FoldedStates(ImmutableArray<Source> sources, ParseOptions options, int? efCoreMajor)
    {
        this.sources = sources;
        this.options = options;
        this.efCoreMajor = efCoreMajor;
    }

    /// <summary>Null where the files were not all parsed with the same symbols.</summary>
    public static FoldedStates? Of(ImmutableArray<MigrationEntry> entries, int? efCoreMajor, CancellationToken cancellationToken)
    {
        var options = entries[0].Migration.SyntaxTree.Options;
        var sources = ImmutableArray.CreateBuilder<Source>(entries.Length);
        foreach (var entry in entries)
        {
            var tree = entry.Migration.SyntaxTree;
            if (!tree.Options.Equals(options))
            {
                return null;
            }

            sources.Add(new Source(entry.Id, entry.HasTargetModel, tree.GetText(cancellationToken).GetChecksum()));
        }

        return new FoldedStates(sources.MoveToImmutable(), options, efCoreMajor);
    }

    /// <summary>The schemas after the first migrations, as many as an earlier build has left.</summary>
    public ImmutableArray<SchemaState> Find()
    {
        lock (Kept)
        {
            var (found, common) = Nearest();
            return found is null ? ImmutableArray<SchemaState>.Empty : ImmutableArray.Create(found.states, 0, Math.Min(common, found.states.Length));
        }
    }

    /// <summary>Keeps the schemas after the first migrations, in place of those of an older version of this chain.</summary>
    public void Keep(ImmutableArray<SchemaState> after)
    {
        lock (Kept)
        {
            states = after;
            if (Nearest().Found is { } older)
            {
                Kept.Remove(older);
            }
            else if (Kept.Count == Capacity)
            {
                Kept.RemoveAt(0);
            }

            Kept.Add(this);
        }
    }

    /// <summary>The kept chain that begins like this one for longest.</summary>
    private (FoldedStates? Found, int Common) Nearest()
    {
        FoldedStates? nearest = null;
        var most = 0;
        foreach (var kept in Kept)
        {
            var common = kept.efCoreMajor == efCoreMajor && kept.options.Equals(options) ? InCommon(kept.sources) : 0;
            if (common > most)
            {
                (nearest, most) = (kept, common);
            }
        }

        return (nearest, most);
    }

    private int InCommon(ImmutableArray<Source> others)
    {
        var count = 0;
        while (count < sources.Length && count < others.Length && sources[count].Equals(others[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>All of a migration that decides what it does to a schema, with <see cref="efCoreMajor"/>.</summary>
    private readonly struct Source
    {
        private readonly string id;
        private readonly bool hasTargetModel;
        private readonly ImmutableArray<byte> checksum;

        public Source(string id, bool hasTargetModel, ImmutableArray<byte> checksum)
        {
            this.id = id;
            this.hasTargetModel = hasTargetModel;
            this.checksum = checksum;
        }

        public bool Equals(Source other)
        {
            if (id != other.id || hasTargetModel != other.hasTargetModel || checksum.Length != other.checksum.Length)
            {
                return false;
            }

            for (var i = 0; i < checksum.Length; i++)
            {
                if (checksum[i] != other.checksum[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
