using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>Errors that several forms of ALTER TABLE share.</summary>
internal static class ColumnFailures
{
    /// <summary>The column in each parent that has it.</summary>
    public static IEnumerable<ColumnState> ParentsOf(EffectsBuilder effects, ColumnChange change)
    {
        var table = effects.Before.FindTable(change.Table);
        var parents = table?.PartitionOf is { } partitioned ? table.Inherits.Add(partitioned) : table?.Inherits;
        return (parents ?? ImmutableArray<QualifiedName>.Empty)
            .Select(parent => effects.Before.FindTable(parent)?.FindColumn(change.Column))
            .Where(static c => c is not null)!;
    }

    /// <summary>A partition's columns are its parent's: 42P16.</summary>
    public static void Inherited(EffectsBuilder effects, ColumnChange change, string verb)
    {
        if (ParentsOf(effects, change).Any())
        {
            effects.Fail("42P16", $"cannot {verb} column \"{change.Column}\"");
        }
    }
}
