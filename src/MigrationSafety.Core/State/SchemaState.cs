using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>
/// The schema before a change, as far as earlier migrations tell: immutable, so that the state before each of
/// a thousand migrations costs only what each of them changed.
/// </summary>
internal sealed partial record SchemaState
{
    /// <summary>Nothing is known.</summary>
    public static readonly SchemaState Empty = new();

    /// <summary>Tables, views and materialized views by name.</summary>
    public ImmutableDictionary<QualifiedName, TableState> Tables { get; init; } =
        ImmutableDictionary<QualifiedName, TableState>.Empty;

    /// <summary>Indexes by name.</summary>
    public ImmutableDictionary<QualifiedName, IndexState> Indexes { get; init; } =
        ImmutableDictionary<QualifiedName, IndexState>.Empty;

    /// <summary>Domains by name.</summary>
    public ImmutableDictionary<QualifiedName, DomainState> Domains { get; init; } =
        ImmutableDictionary<QualifiedName, DomainState>.Empty;

    /// <summary>Enum types by name.</summary>
    public ImmutableDictionary<QualifiedName, EnumState> Enums { get; init; } =
        ImmutableDictionary<QualifiedName, EnumState>.Empty;

    /// <summary>Session parameters set so far (lock_timeout, timezone ...), in lower case.</summary>
    public ImmutableDictionary<string, string?> Parameters { get; init; } =
        ImmutableDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>What SET LOCAL hides until the transaction ends; null where the parameter was not set before.</summary>
    private ImmutableDictionary<string, string?> HiddenParameters { get; init; } =
        ImmutableDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>Relations that name a relation: foreign keys, views, partitions, inheritance; in order of creation.</summary>
    private ImmutableDictionary<QualifiedName, QualifiedName[]> Dependants { get; init; } = ImmutableDictionary<QualifiedName, QualifiedName[]>.Empty;

    public TableState? FindTable(QualifiedName name) => Tables.TryGetValue(name, out var table) ? table : null;

    public IndexState? FindIndex(QualifiedName name) => Indexes.TryGetValue(name, out var index) ? index : null;

    /// <summary>The value of a session parameter; null where it is not set or reset.</summary>
    public string? FindParameter(string name) => Parameters.TryGetValue(name, out var value) ? value : null;
}

/// <summary>A domain.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BaseType">The type it is over, maybe a domain too; null where it is not known.</param>
/// <param name="HasConstraint">True for a CHECK or NOT NULL of its own.</param>
internal sealed record DomainState(QualifiedName Name, PgType? BaseType, bool HasConstraint);

/// <summary>An enum type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its values in order of creation; those that are known where its CREATE TYPE was not seen.</param>
internal sealed record EnumState(QualifiedName Name, ImmutableArray<string> Labels);
