using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Core.Usages;

/// <summary>The application's code, migrations left out: it is searched only when a rule asks.</summary>
internal interface IApplicationCode
{
    UsageReport Find(UsageQuestion question);
}

/// <summary>A column (or a whole table) to look for.</summary>
internal sealed record UsageQuestion
{
    public required QualifiedName Table { get; init; }

    /// <summary>Null for the whole table.</summary>
    public string? Column { get; init; }

    /// <summary>Properties stored in the column; for a table the entities stand in <see cref="Entities"/>.</summary>
    public ImmutableArray<MappedProperty> Properties { get; init; } = ImmutableArray<MappedProperty>.Empty;

    /// <summary>Entities mapped to the table, by name.</summary>
    public ImmutableArray<string> Entities { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>
    /// True where no model tells what is mapped: attributes, configuration and EF Core's conventions are asked instead.
    /// False where a model says that nothing is.
    /// </summary>
    public bool ByConvention { get; init; }
}
