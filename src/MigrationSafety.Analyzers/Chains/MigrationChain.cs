using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>The migrations of one context in order of id, and the schema before each of them.</summary>
internal sealed class MigrationChain
{
    private static readonly ConditionalWeakTable<MigrationReading, Link> Links = new();

    private readonly Compilation compilation;
    private readonly SqlFileSet files;
    private readonly int? efCoreMajor;
    private readonly List<LoweredChangeSet> lowered = [];
    private readonly object gate = new();
    private readonly UndeployedTables undeployed;
    private readonly EntityModel? snapshot;
    private MigrationProvider? common;

    public MigrationChain(
        string? context, ImmutableArray<MigrationEntry> entries, Compilation compilation, SqlFileSet files, int? efCoreMajor, EntityModel? snapshot = null)
    {
        this.snapshot = snapshot;
        Context = context;
        Entries = entries;
        this.compilation = compilation;
        this.files = files;
        this.efCoreMajor = efCoreMajor;
        undeployed = new UndeployedTables(
            index => entries[index].Id,
            index => (Lowered(index, CancellationToken.None).ChangeSet, StateBefore(index, CancellationToken.None)));
    }

    /// <summary>The context's simple name; null where no Designer tells it.</summary>
    public string? Context { get; }

    public ImmutableArray<MigrationEntry> Entries { get; }

    /// <summary>The schema that the migrations before <paramref name="index"/> leave.</summary>
    public SchemaState StateBefore(int index, CancellationToken cancellationToken)
    {
        if (index == 0)
        {
            return SchemaState.Empty;
        }

        return Lowered(index - 1, cancellationToken).After;
    }

    /// <summary>EF Core's models around a migration; none is read before a rule asks for a table of it.</summary>
    public ApplicationView ApplicationAround(int index, SafetyOptions options)
    {
        var before = index > 0 ? Entries[index - 1].Model : null;
        return new ApplicationView
        {
            Before = before,
            After = Entries[index].Model,
            Running = FirstDay.KnowsUndeployed(options) ? LastDeployed(index, options)?.Model : before,
            Current = snapshot ?? Entries[Entries.Length - 1].Model,
        };
    }

    private MigrationEntry? LastDeployed(int index, SafetyOptions options)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (FirstDay.IsDeployed(Entries[i].Id, options))
            {
                return Entries[i];
            }
        }

        return null;
    }

    /// <summary>A migration lowered against the schema before it.</summary>
    public LoweredChangeSet Lowered(int index, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            while (lowered.Count <= index)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = lowered.Count == 0 ? SchemaState.Empty : lowered[lowered.Count - 1].After;
                var reading = Entries[lowered.Count].Read(compilation, cancellationToken);
                lowered.Add(Lower(Entries[lowered.Count], reading, before, cancellationToken));
            }

            return lowered[index];
        }
    }

    /// <summary>Lowers a reading; the result is kept for as long as neither it nor what stands before it changes.</summary>
    public LoweredChangeSet Lower(MigrationEntry entry, MigrationReading reading, SchemaState before, CancellationToken cancellationToken)
    {
        ChangeSet ToChangeSet() => reading.ToChangeSet(efCoreMajor, entry.HasTargetModel);
        if (reading.ReadsFiles)
        {
            return ChangeSetLowering.Lower(files.Resolve(reading, ToChangeSet(), cancellationToken), before);
        }

        if (Links.TryGetValue(reading, out var link)
            && ReferenceEquals(link.Before, before) && link.EfCoreMajor == efCoreMajor && link.HasTargetModel == entry.HasTargetModel)
        {
            return link.Result;
        }

        var result = ChangeSetLowering.Lower(ToChangeSet(), before);
        Links.Remove(reading);
        Links.GetValue(reading, _ => new Link(before, efCoreMajor, entry.HasTargetModel, result));
        return result;
    }

    /// <summary>Tables that migrations after the deployed one and before this one create.</summary>
    public ImmutableHashSet<QualifiedName> NewTables(int index, SafetyOptions options, CancellationToken cancellationToken)
    {
        // Lowered here, where the token is at hand; the fold below finds all of it done.
        StateBefore(index, cancellationToken);
        return undeployed.Before(index, options);
    }

    /// <summary>
    /// True for a migration that was scaffolded for another database, and for those of its context that do not show for
    /// which: a context has one provider, unless it moved to PostgreSQL.
    /// </summary>
    public bool IsForeign(int index, CancellationToken cancellationToken)
    {
        var own = ProviderOf(index, cancellationToken);
        if (own == MigrationProvider.Unknown)
        {
            own = common ??= Common(cancellationToken);
        }

        return own == MigrationProvider.Other;
    }

    private MigrationProvider Common(CancellationToken cancellationToken)
    {
        for (var i = Entries.Length - 1; i >= 0; i--)
        {
            if (ProviderOf(i, cancellationToken) is not MigrationProvider.Unknown and var provider)
            {
                return provider;
            }
        }

        return MigrationProvider.Unknown;
    }

    private MigrationProvider ProviderOf(int index, CancellationToken cancellationToken) => Entries[index].Read(compilation, cancellationToken).Provider;

    private sealed record Link(SchemaState Before, int? EfCoreMajor, bool HasTargetModel, LoweredChangeSet Result);
}
