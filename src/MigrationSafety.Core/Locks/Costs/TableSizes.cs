using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Locks;

/// <summary>Statistics looked up by the names that tables have now: a migration may rename them after the sizes were read.</summary>
internal sealed class TableSizes
{
    private static readonly ImmutableDictionary<QualifiedName, QualifiedName> NoNames = ImmutableDictionary<QualifiedName, QualifiedName>.Empty;

    private readonly ImmutableDictionary<QualifiedName, QualifiedName> formerNames = NoNames;

    public TableSizes(DatabaseStatistics? statistics) => Statistics = statistics;

    public DatabaseStatistics? Statistics { get; }

    /// <summary>
    /// The size of a table; null where it is not known. A partition that is not listed by itself gives the size of its whole parent.
    /// </summary>
    public TableStatistics? Of(QualifiedName table, SchemaState state)
    {
        if (Statistics is null)
        {
            return null;
        }

        for (QualifiedName? name = table; name is { } current; name = state.FindTable(current)?.PartitionOf)
        {
            if (Statistics.Find(Former(current)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public TableSizes After(SchemaChange change) => Statistics is null ? this : change switch
    {
        RenameTable c => Renamed(c.Table, new QualifiedName(c.Table.Schema, c.NewName)),
        SetTableSchema c => Renamed(c.Table, new QualifiedName(c.NewSchema, c.Table.Name)),
        _ => this,
    };

    private TableSizes Renamed(QualifiedName from, QualifiedName to) => new(this, formerNames.SetItem(to, Former(from)));

    private TableSizes(TableSizes other, ImmutableDictionary<QualifiedName, QualifiedName> formerNames)
        : this(other.Statistics) => this.formerNames = formerNames;

    private QualifiedName Former(QualifiedName name) => formerNames.TryGetValue(name, out var former) ? former : name;
}
