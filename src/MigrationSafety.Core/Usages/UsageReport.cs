using System.Collections.Immutable;

namespace MigrationSafety.Core.Usages;

/// <summary>Where code uses a column or table.</summary>
internal sealed record UsageReport
{
    public static readonly UsageReport Empty = new();

    /// <summary>In order of path and position.</summary>
    public ImmutableArray<UsagePlace> Places { get; init; } = ImmutableArray<UsagePlace>.Empty;

    /// <summary>True where there are more places than were looked at.</summary>
    public bool IsCut { get; init; }

    /// <summary>Entities, with their assemblies, whose code is not part of what was looked through.</summary>
    public ImmutableArray<HiddenEntity> Hidden { get; init; } = ImmutableArray<HiddenEntity>.Empty;

    /// <summary>What was looked through: "this project", "this solution".</summary>
    public string Scope { get; init; } = "this project";
}

/// <summary>An entity of another assembly.</summary>
/// <param name="Entity">Its simple name.</param>
/// <param name="Assembly">Where it is declared.</param>
internal sealed record HiddenEntity(string Entity, string Assembly);
