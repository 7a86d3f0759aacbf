using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Tables that the open transaction has truncated and not filled since: TRUNCATE holds ACCESS EXCLUSIVE on them already,
/// and there is no row to read. (DELETE leaves dead rows, which an index build in the same transaction reads and indexes.)
/// </summary>
internal sealed class EmptiedTables
{
    private readonly HashSet<QualifiedName> tables = [];

    public void Clear() => tables.Clear();

    public void Apply(SchemaChange change, bool isInTransaction)
    {
        switch (change)
        {
            case Truncate truncate when isInTransaction && !truncate.Origin.Guarded:
                tables.UnionWith(truncate.Tables);
                break;
            case DataChange { Table: { } filled, Kind: not DataChangeKind.Delete }:
                tables.Remove(filled);
                break;
        }
    }

    /// <summary>The locks stay, the work on an empty table is none.</summary>
    public ChangeEffects WithoutWork(ChangeEffects effects) => tables.Count == 0 || !effects.Relations.Any(IsEmpty)
        ? effects
        : effects with
        {
            Relations = effects.Relations.Select(r => IsEmpty(r) ? r with { Rewrites = false, Scans = false, BuildsIndex = false } : r).ToImmutableArray(),
        };

    private bool IsEmpty(RelationEffect effect) => effect.GrowsWithTable && tables.Contains(effect.IndexOf ?? effect.Relation);
}
