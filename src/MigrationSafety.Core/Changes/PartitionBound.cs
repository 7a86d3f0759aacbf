using System.Collections.Immutable;

namespace MigrationSafety.Core.Changes;

internal enum PartitionStrategy
{
    Range,
    List,
    Hash,
}

/// <summary>FOR VALUES ... of a partition: constants as text, in the order of the parent's key.</summary>
internal sealed record PartitionBound(PartitionStrategy Strategy)
{
    /// <summary>FROM; null for MINVALUE.</summary>
    public ImmutableArray<string?> From { get; init; } = ImmutableArray<string?>.Empty;

    /// <summary>TO; null for MAXVALUE.</summary>
    public ImmutableArray<string?> To { get; init; } = ImmutableArray<string?>.Empty;

    /// <summary>IN; null for NULL.</summary>
    public ImmutableArray<string?> Values { get; init; } = ImmutableArray<string?>.Empty;
}
