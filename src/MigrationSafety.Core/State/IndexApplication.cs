using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The schema after an index is made, renamed or attached.</summary>
internal static class IndexApplication
{
    public static SchemaState Create(SchemaState state, CreateIndex change)
    {
        if (change.IfNotExists && change.Name is { } wanted && state.FindIndex(new QualifiedName(change.Table.Schema, wanted)) is not null)
        {
            return state;
        }

        var name = NameOf(state, change);
        var index = new IndexState { Name = name, Table = change.Table, Definition = change with { Name = name.Name } };
        var children = change.Only ? [] : state.PartitionsOf(change.Table).Select(static t => t.Name).ToList();
        state = state.Edit(change.Table, t => t with { Indexes = t.Indexes.Add(index) });
        return children.Aggregate(state, (s, child) => AddToPartition(s, index, child));
    }

    /// <summary>The partition's part of a partitioned index, under a name that PostgreSQL chooses.</summary>
    public static SchemaState AddToPartition(SchemaState state, IndexState index, QualifiedName partition)
    {
        var definition = index.Definition with { Name = null, Table = partition };
        if (index.Constraint is not null && state.FindTable(index.Table)?.FindConstraint(index.Constraint) is { } constraint)
        {
            state = ConstraintApplication.Add(state, partition, constraint.Definition with { Name = null });
            var added = state.FindTable(partition)!.Indexes.Last();
            return Attach(state, index.Name, added.Name);
        }

        var name = NameOf(state, definition);
        var child = new IndexState
        {
            Name = name,
            Table = partition,
            Definition = definition with { Name = name.Name },
            PartitionOf = index.Name,
        };
        var children = state.PartitionsOf(partition).Select(static t => t.Name).ToList();
        state = state.Edit(partition, t => t with { Indexes = t.Indexes.Add(child) });
        return children.Aggregate(state, (s, c) => AddToPartition(s, child, c));
    }

    /// <summary>A constraint's index takes the constraint's name along.</summary>
    public static SchemaState Rename(SchemaState state, QualifiedName name, string newName)
    {
        if (state.FindIndex(name) is not { } index)
        {
            return state;
        }

        if (index.Constraint is { } constraint)
        {
            return ConstraintApplication.Rename(state, new RenameConstraint { Table = index.Table, Name = constraint, NewName = newName });
        }

        return state.Edit(index.Table, t => t with
        {
            Indexes = t.Indexes.Map(i => i.Name == name
                ? i with { Name = new QualifiedName(name.Schema, newName), Definition = i.Definition with { Name = newName } }
                : i),
        });
    }

    public static SchemaState Attach(SchemaState state, QualifiedName parent, QualifiedName child) =>
        state.FindIndex(child) is not { } index ? state : state.Edit(index.Table, t => t with
        {
            Indexes = t.Indexes.Map(i => i.Name == child ? i with { PartitionOf = parent } : i),
        });

    private static QualifiedName NameOf(SchemaState state, CreateIndex index) => new(
        index.Table.Schema,
        index.Name ?? AutoNames.Index(index, n =>
            state.FindIndex(new QualifiedName(index.Table.Schema, n)) is not null
            || state.FindTable(new QualifiedName(index.Table.Schema, n)) is not null));
}
