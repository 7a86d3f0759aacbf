using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Analyzers.Usages;
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
    private readonly Compilation compilation;
    private readonly SqlFileSet files;
    private readonly int? efCoreMajor;
    private readonly ChainFold fold;
    private readonly UndeployedRelations undeployed;
    private readonly EntityModel? snapshot;
    private bool? raisesCommandTimeout;
    private MigrationProvider? common;

    public MigrationChain(
        string? context,
        ImmutableArray<MigrationEntry> entries,
        Compilation compilation,
        SqlFileSet files,
        int? efCoreMajor,
        EntityModel? snapshot = null,
        FoldedStates? kept = null)
    {
        this.snapshot = snapshot;
        Context = context;
        Entries = entries;
        this.compilation = compilation;
        this.files = files;
        this.efCoreMajor = efCoreMajor;
        fold = new ChainFold(
            entries,
            (entry, cancellationToken) => entry.Read(compilation, cancellationToken),
            (entry, before, cancellationToken) => Lower(entry, entry.Read(compilation, cancellationToken), before, cancellationToken),
            kept);
        undeployed = new UndeployedRelations(
            index => entries[index].Id,
            index => (Lowered(index, CancellationToken.None).ChangeSet, StateBefore(index, CancellationToken.None)));
    }

    /// <summary>The context's simple name; null where no Designer tells it.</summary>
    public string? Context { get; }

    public ImmutableArray<MigrationEntry> Entries { get; }

    /// <summary>
    /// Migrations behind deployed_through that lock existing tables, where this EF Core runs all of them in one transaction;
    /// empty where it does not, or nobody said what is deployed.
    /// </summary>
    public ImmutableArray<MigrationEntry> LockingInOneTransaction(SafetyOptions options, CancellationToken cancellationToken)
    {
        if (efCoreMajor != AllMigrationsInOneTransaction.EfCoreMajor || !FirstDay.KnowsUndeployed(options))
        {
            return ImmutableArray<MigrationEntry>.Empty;
        }

        var found = ImmutableArray.CreateBuilder<MigrationEntry>();
        for (var i = 0; i < Entries.Length; i++)
        {
            if (!FirstDay.IsDeployed(Entries[i].Id, options) && AllMigrationsInOneTransaction.Locks(
                Lowered(i, cancellationToken).ChangeSet, StateBefore(i, cancellationToken), options, NewRelationsBefore(i, options, cancellationToken)))
            {
                found.Add(Entries[i]);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The schema that the migrations before <paramref name="index"/> leave.</summary>
    public SchemaState StateBefore(int index, CancellationToken cancellationToken) => fold.StateBefore(index, cancellationToken);

    /// <summary>The model that the code has now: the snapshot's, or the newest Designer's.</summary>
    public EntityModel? CurrentModel => snapshot ?? Entries[Entries.Length - 1].Model;

    /// <summary>EF Core's models around a migration; none is read before a rule asks for a table of it.</summary>
    public ApplicationView ApplicationAround(int index, SafetyOptions options, CancellationToken cancellationToken)
    {
        var before = index > 0 ? Entries[index - 1].Model : null;
        return new ApplicationView
        {
            Before = before,
            After = Entries[index].Model,
            Running = FirstDay.KnowsUndeployed(options) ? LastDeployed(index, options)?.Model : before,
            Current = CurrentModel,
            RaisesCommandTimeout = () => raisesCommandTimeout ??= CommandTimeouts.AreRaised(compilation, cancellationToken),
            SchemaAfterAll = () => Lowered(Entries.Length - 1, cancellationToken).After,
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
    public LoweredChangeSet Lowered(int index, CancellationToken cancellationToken) => fold.Lowered(index, cancellationToken);

    /// <summary>Lowers a reading; the result is kept for as long as neither it nor what stands before it changes.</summary>
    public LoweredChangeSet Lower(MigrationEntry entry, MigrationReading reading, SchemaState before, CancellationToken cancellationToken)
    {
        ChangeSet ToChangeSet() => reading.ToChangeSet(efCoreMajor, entry.HasTargetModel);
        if (reading.ReadsFiles)
        {
            return ChangeSetLowering.Lower(files.Resolve(reading, ToChangeSet(), cancellationToken), before);
        }

        if (reading.Link is { } link
            && ReferenceEquals(link.Before, before) && link.EfCoreMajor == efCoreMajor && link.HasTargetModel == entry.HasTargetModel)
        {
            return link.Result;
        }

        var result = ChangeSetLowering.Lower(ToChangeSet(), before);
        reading.Link = new MigrationLink(before, efCoreMajor, entry.HasTargetModel, result);
        return result;
    }

    /// <summary>Tables and columns that migrations after the deployed one and before this one create.</summary>
    public NewRelations NewRelationsBefore(int index, SafetyOptions options, CancellationToken cancellationToken)
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
}
