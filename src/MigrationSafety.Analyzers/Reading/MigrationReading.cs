using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Chains;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.State;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>A migration's Up, read.</summary>
internal sealed class MigrationReading
{
    private MigrationProvider? provider;
    private MigrationLink? link;

    public required ClassDeclarationSyntax Migration { get; init; }

    public required string Id { get; init; }

    public ImmutableArray<MigrationStep> Steps { get; init; } = ImmutableArray<MigrationStep>.Empty;

    /// <summary>True where a name was met that only the whole compilation can tell, and nobody could be asked.</summary>
    public bool NeedsNames { get; init; }

    /// <summary>This reading lowered, as it was needed last: kept for as long as neither it nor what stands before it changes.</summary>
    public MigrationLink? Link
    {
        get => Volatile.Read(ref link);
        set => Volatile.Write(ref link, value);
    }

    /// <summary>True where a step's SQL stands in a file of the project.</summary>
    public bool ReadsFiles => Steps.Any(static step => step.File is not null);

    /// <summary>The database it was scaffolded for, told once for each reading.</summary>
    public MigrationProvider Provider => provider ??= MigrationProviders.Of(this);

    /// <summary>The steps without changes; <see cref="ChangeSetLowering"/> adds them.</summary>
    public ChangeSet ToChangeSet(int? efCoreMajor, bool hasTargetModel = true) => new()
    {
        Id = Id,
        HasTargetModel = hasTargetModel,
        EfCoreMajor = efCoreMajor,
        Steps = Steps.Select(step => step.Step).ToImmutableArray(),
    };
}

/// <summary>A migration lowered against one schema.</summary>
internal sealed record MigrationLink(SchemaState Before, int? EfCoreMajor, bool HasTargetModel, LoweredChangeSet Result);
