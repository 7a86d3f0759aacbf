using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Locks;

/// <summary>What a statement does to one relation that existed before it.</summary>
public sealed record RelationEffect
{
    /// <summary>The table, view, materialized view, index or sequence.</summary>
    public required QualifiedName Relation { get; init; }

    /// <summary>The strongest lock taken on it, held to the end of the transaction.</summary>
    public required LockMode Lock { get; init; }

    /// <summary>The whole table is written anew, with all its indexes.</summary>
    public bool Rewrites { get; init; }

    /// <summary>True for an index; its table is <see cref="IndexOf"/>, or not known.</summary>
    public bool IsIndex { get; init; }

    /// <summary>The table of an index, where it is known. ACCESS EXCLUSIVE on an index stops every query that is planned on its table.</summary>
    public QualifiedName? IndexOf { get; init; }

    /// <summary>Every row is read while the lock is held.</summary>
    public bool Scans { get; init; }

    /// <summary>At least one index is built or rebuilt while the lock is held (by a rewrite too).</summary>
    public bool BuildsIndex { get; init; }

    /// <summary>A new, empty file (TRUNCATE) or a moved one (SET TABLESPACE).</summary>
    public bool NewFile { get; init; }

    /// <summary>True for what grows with the table: a rewrite, a scan or an index build.</summary>
    public bool GrowsWithTable => Rewrites || Scans || BuildsIndex;

    /// <summary>True where the effect depends on something the before-state does not know; the likely answer is given.</summary>
    public bool IsAssumed { get; init; }
}
