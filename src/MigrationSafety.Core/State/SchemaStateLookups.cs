using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>What the lock model and the rules ask; none of it looks at more tables than are concerned, except where said.</summary>
internal sealed partial record SchemaState
{
    /// <summary>Tables with a foreign key to this one (itself too, where it references itself), each once.</summary>
    public ImmutableArray<QualifiedName> ReferencingTables(QualifiedName name) =>
        ForeignKeysTo(name).Select(static f => f.Table.Name).Distinct().ToImmutableArray();

    /// <summary>Foreign keys of any table that reference this one.</summary>
    public IEnumerable<(TableState Table, ConstraintState ForeignKey)> ForeignKeysTo(QualifiedName name) =>
        from table in RelationsNaming(name)
        from constraint in table.Constraints
        where constraint.Definition.Kind == ConstraintKind.ForeignKey && constraint.Definition.ReferencedTable == name
        select (table, constraint);

    /// <summary>Foreign keys that reference a column of this table.</summary>
    public IEnumerable<(TableState Table, ConstraintState ForeignKey)> ForeignKeysTo(QualifiedName name, string column) =>
        ForeignKeysTo(name).Where(f => ReferencedColumns(f.ForeignKey).Contains(column));

    /// <summary>The referenced columns; those of the primary key where none are written.</summary>
    public ImmutableArray<string> ReferencedColumns(ConstraintState foreignKey)
    {
        var definition = foreignKey.Definition;
        return !definition.ReferencedColumns.IsEmpty || definition.ReferencedTable is not { } table
            ? definition.ReferencedColumns
            : FindTable(table)?.PrimaryKey?.Definition.Columns ?? ImmutableArray<string>.Empty;
    }

    /// <summary>Foreign keys that rest on a primary key or unique constraint, so that it cannot go without them.</summary>
    public IEnumerable<(TableState Table, ConstraintState ForeignKey)> ForeignKeysUsing(QualifiedName name, ConstraintState key) =>
        key.Definition.Kind is not (ConstraintKind.PrimaryKey or ConstraintKind.Unique)
            ? Enumerable.Empty<(TableState, ConstraintState)>()
            : ForeignKeysTo(name).Where(f => f.ForeignKey.Definition.ReferencedColumns.IsEmpty
                ? key.Definition.Kind == ConstraintKind.PrimaryKey
                : f.ForeignKey.Definition.ReferencedColumns.OrderBy(static c => c, System.StringComparer.Ordinal)
                    .SequenceEqual(key.Definition.Columns.OrderBy(static c => c, System.StringComparer.Ordinal)));

    /// <summary>Direct partitions.</summary>
    public IReadOnlyList<TableState> PartitionsOf(QualifiedName parent) => Below(parent, partitionsOnly: true);

    public TableState? DefaultPartitionOf(QualifiedName parent) =>
        PartitionsOf(parent).FirstOrDefault(static t => t.IsDefaultPartition);

    /// <summary>Partitions and inheritance children, and theirs, without the table itself.</summary>
    public IEnumerable<TableState> DescendantsOf(QualifiedName parent) =>
        ChildrenOf(parent).SelectMany(c => DescendantsOf(c.Name).Prepend(c));

    /// <summary>Direct partitions and inheritance children.</summary>
    public IReadOnlyList<TableState> ChildrenOf(QualifiedName parent) => Below(parent, partitionsOnly: false);

    /// <summary>Views and materialized views that read from a relation, and those that read from them.</summary>
    public IEnumerable<TableState> ViewsOver(QualifiedName name)
    {
        var found = new List<TableState>();
        var seen = new HashSet<QualifiedName> { name };
        for (var next = new Queue<QualifiedName>(seen); next.Count > 0;)
        {
            var source = next.Dequeue();
            foreach (var view in RelationsNaming(source).Where(t => t.Sources.Contains(source) && seen.Add(t.Name)))
            {
                found.Add(view);
                next.Enqueue(view.Name);
            }
        }

        return found;
    }

    /// <summary>Views that name a column; one whose columns are not known (SELECT *) is taken to name it.</summary>
    public IEnumerable<TableState> ViewsOver(QualifiedName name, string column) =>
        RelationsNaming(name).Where(t => t.Sources.Contains(name) && (t.SourceColumns.IsEmpty || t.SourceColumns.Contains(column)));

    /// <summary>True where a validated CHECK (or 18's NOT NULL constraint) proves that the column holds no NULL.</summary>
    public bool HasValidatedNotNullCheck(QualifiedName table, string column) =>
        FindTable(table)?.HasValidatedNotNullCheck(column) ?? false;

    /// <summary>Columns whose type is a domain, or an array of it, or a domain over it. Looks at every table.</summary>
    public IEnumerable<(TableState Table, ColumnState Column)> ColumnsOfDomain(QualifiedName domain) =>
        ColumnsOfTypes(DomainsOver(domain));

    /// <summary>Columns of a type or an array of it. Looks at every table.</summary>
    public IEnumerable<(TableState Table, ColumnState Column)> ColumnsOfType(QualifiedName type) =>
        ColumnsOfTypes(ImmutableHashSet.Create(type));

    /// <summary>The type below all domains, and whether one of them has a constraint.</summary>
    public (PgType Type, bool Constrained) BaseTypeOf(PgType type)
    {
        var constrained = false;
        // A domain cannot be over itself, but the text that is read here may claim it.
        for (var depth = 0; depth < 32 && Domains.TryGetValue(type.QualifiedName, out var domain) && domain.BaseType is { } below; depth++)
        {
            constrained |= domain.HasConstraint;
            type = below with { ArrayDimensions = below.ArrayDimensions + type.ArrayDimensions };
        }

        return (type, constrained);
    }

    public bool IsDomain(PgType type) => type.ArrayDimensions == 0 && Domains.ContainsKey(type.QualifiedName);

    public bool IsEnum(PgType type) => type.ArrayDimensions == 0 && Enums.ContainsKey(type.QualifiedName);

    private IReadOnlyList<TableState> Below(QualifiedName parent, bool partitionsOnly)
    {
        List<TableState>? found = null;
        foreach (var name in DependantsOf(parent))
        {
            if (FindTable(name) is { } table && (table.PartitionOf == parent || (!partitionsOnly && table.Inherits.Contains(parent))))
            {
                (found ??= []).Add(table);
            }
        }

        return found ?? (IReadOnlyList<TableState>)[];
    }

    private IEnumerable<TableState> RelationsNaming(QualifiedName name) =>
        DependantsOf(name).Select(FindTable).Where(static t => t is not null)!;

    private ImmutableHashSet<QualifiedName> DomainsOver(QualifiedName domain)
    {
        var found = ImmutableHashSet.Create(domain);
        for (var count = 0; count != found.Count;)
        {
            count = found.Count;
            found = found.Union(Domains.Values.Where(d => d.BaseType is { } b && found.Contains(b.QualifiedName)).Select(static d => d.Name));
        }

        return found;
    }

    private IEnumerable<(TableState Table, ColumnState Column)> ColumnsOfTypes(ImmutableHashSet<QualifiedName> types) =>
        from table in Tables.Values.OrderBy(static t => t.Name.ToString(), System.StringComparer.Ordinal)
        from column in table.Columns.Values.OrderBy(static c => c.Name, System.StringComparer.Ordinal)
        where column.Type is { } type && types.Contains(type.QualifiedName)
        select (table, column);
}
