using System.Collections.Immutable;

namespace MigrationSafety.Core.Locks;

/// <summary>What PostgreSQL does with one change.</summary>
public sealed record ChangeEffects
{
    /// <summary>A change that touches no existing relation.</summary>
    public static readonly ChangeEffects None = new();

    /// <summary>Effects on relations that existed before the change; the change's own table comes first.</summary>
    public ImmutableArray<RelationEffect> Relations { get; init; } = ImmutableArray<RelationEffect>.Empty;

    /// <summary>False for CONCURRENTLY, VACUUM, CREATE DATABASE ...: error 25001 in a transaction block.</summary>
    public bool AllowedInTransaction { get; init; } = true;

    /// <summary>It waits for every older transaction in the database (CONCURRENTLY).</summary>
    public bool WaitsForOlderTransactions { get; init; }

    /// <summary>The SQLSTATE with which this is certain to fail, or null.</summary>
    public string? FailsWith { get; init; }

    /// <summary>Why it fails, in PostgreSQL's words.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The strongest lock among <see cref="Relations"/>.</summary>
    public LockMode StrongestLock
    {
        get
        {
            var strongest = LockMode.None;
            foreach (var relation in Relations)
            {
                strongest = relation.Lock > strongest ? relation.Lock : strongest;
            }

            return strongest;
        }
    }
}
