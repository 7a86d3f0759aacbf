using System;
using System.Collections.Immutable;
using System.Threading;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>The migrations of a chain lowered one after the other, each against the schema that the ones before it leave.</summary>
internal sealed class ChainFold
{
    private readonly ImmutableArray<MigrationEntry> entries;
    private readonly Action<MigrationEntry, CancellationToken> read;
    private readonly Func<MigrationEntry, SchemaState, CancellationToken, LoweredChangeSet> lower;
    private readonly FoldedStates? kept;
    private readonly ImmutableArray<SchemaState> known;
    private readonly LoweredChangeSet?[] lowered;
    private readonly object gate = new();
    private int folded;
    private int keptLength;

    /// <param name="entries">The migrations in order.</param>
    /// <param name="read">Reads a migration; what it finds is kept with the entry.</param>
    /// <param name="lower">Lowers a migration against the schema before it.</param>
    /// <param name="kept">Where schemas are kept from one build to the next; null where they are not.</param>
    public ChainFold(
        ImmutableArray<MigrationEntry> entries,
        Action<MigrationEntry, CancellationToken> read,
        Func<MigrationEntry, SchemaState, CancellationToken, LoweredChangeSet> lower,
        FoldedStates? kept)
    {
        this.entries = entries;
        this.read = read;
        this.lower = lower;
        this.kept = kept;
        known = kept?.Find() ?? ImmutableArray<SchemaState>.Empty;
        lowered = new LoweredChangeSet?[entries.Length];
        folded = keptLength = known.Length;
    }

    /// <summary>The schema that the migrations before <paramref name="index"/> leave.</summary>
    public SchemaState StateBefore(int index, CancellationToken cancellationToken) =>
        index == 0 ? SchemaState.Empty
        : index <= known.Length ? known[index - 1]
        : Lowered(index - 1, cancellationToken).After;

    /// <summary>
    /// A migration lowered against the schema before it. One thread folds; others that need what it has not reached yet
    /// read the migrations from the other end for it: to wait would cost the build as much, and help nobody.
    /// </summary>
    public LoweredChangeSet Lowered(int index, CancellationToken cancellationToken)
    {
        if (index < known.Length)
        {
            return Volatile.Read(ref lowered[index]) ?? Set(index, StateBefore(index, cancellationToken), cancellationToken);
        }

        for (var ahead = entries.Length - 1; Volatile.Read(ref lowered[index]) is null; ahead--)
        {
            if (ahead < 0)
            {
                Monitor.Enter(gate);
            }
            else if (!Monitor.TryEnter(gate))
            {
                read(entries[ahead], cancellationToken);
                continue;
            }

            try
            {
                Fold(index, cancellationToken);
            }
            finally
            {
                Monitor.Exit(gate);
            }
        }

        return lowered[index]!;
    }

    private void Fold(int index, CancellationToken cancellationToken)
    {
        for (; folded <= index; folded++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Set(folded, folded == known.Length ? StateBefore(folded, cancellationToken) : lowered[folded - 1]!.After, cancellationToken);
        }

        // The newest migration changes from build to build; all before it are what the next one will ask for.
        if (kept is not null && folded >= entries.Length - 1 && folded > keptLength)
        {
            Keep(kept, cancellationToken);
        }
    }

    private LoweredChangeSet Set(int index, SchemaState before, CancellationToken cancellationToken)
    {
        var result = lower(entries[index], before, cancellationToken);
        return Interlocked.CompareExchange(ref lowered[index], result, null) ?? result;
    }

    /// <summary>Up to the first migration that reads other files: those may change.</summary>
    private void Keep(FoldedStates states, CancellationToken cancellationToken)
    {
        keptLength = folded;
        var after = ImmutableArray.CreateBuilder<SchemaState>(folded);
        after.AddRange(known);
        while (after.Count < folded && entries[after.Count].StandsAlone(cancellationToken))
        {
            after.Add(lowered[after.Count]!.After);
        }

        states.Keep(after.ToImmutable());
    }
}
