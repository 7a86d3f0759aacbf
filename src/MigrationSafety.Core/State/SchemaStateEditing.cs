using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The three primitive edits; they keep indexes and the reverse references in step with the tables.</summary>
internal sealed partial record SchemaState
{
    /// <summary>The state with a relation added, or in place of the one of its name.</summary>
    public SchemaState With(TableState table)
    {
        var old = FindTable(table.Name);
        if (old is null || !old.HasSameReferences(table))
        {
            table = WithoutCycles(table);
        }

        if (old?.Indexes == table.Indexes)
        {
            return this with { Tables = Tables.SetItem(table.Name, table), Dependants = Relink(old, table) };
        }

        // Mostly one was added at the end: then the others need no look.
        var known = old is not null && IsStart(old.Indexes, table.Indexes) ? old.Indexes.Length : 0;
        if (TakesNames(table, known))
        {
            return WithoutIndexNames(table);
        }

        return this with
        {
            Tables = Tables.SetItem(table.Name, table),
            Indexes = known > 0 ? Added(table.Indexes, known) : Replace(old?.Indexes, table.Indexes),
            Dependants = Relink(old, table),
        };
    }

    /// <summary>The state without a relation; what references it stays.</summary>
    public SchemaState Without(QualifiedName name)
    {
        var old = FindTable(name);
        return old is null ? this : this with
        {
            Tables = Tables.Remove(name),
            Indexes = Replace(old.Indexes, null),
            Dependants = Relink(old, null),
        };
    }

    /// <summary>The state with one relation changed; an unknown one exists all the same, without known details.</summary>
    public SchemaState Edit(QualifiedName name, Func<TableState, TableState> edit)
    {
        var table = FindTable(name) ?? new TableState { Name = name };
        var edited = edit(table);
        return ReferenceEquals(table, edited) ? this : With(edited);
    }

    /// <summary>The state with a relation under a new name, in everything that references it too.</summary>
    public SchemaState Rename(QualifiedName name, QualifiedName newName)
    {
        var table = FindTable(name) ?? new TableState { Name = name };
        var state = Without(name);
        foreach (var dependant in DependantsOf(name))
        {
            if (dependant != name)
            {
                state = state.Edit(dependant, t => t.RenameReferences(name, newName));
            }
        }

        var sameSchema = name == new QualifiedName(newName.Schema, name.Name);
        return state.With(table.RenameReferences(name, newName) with
        {
            Name = newName,
            Indexes = table.Indexes.Map(i => i with
            {
                Table = newName,
                Name = sameSchema ? i.Name : new QualifiedName(newName.Schema, i.Name.Name),
            }),
        });
    }

    /// <summary>PostgreSQL allows no cycle of partitions, inheritance or views; a text that claims one must not end us in recursion.</summary>
    private TableState WithoutCycles(TableState table)
    {
        if (table.Sources.IsEmpty && table.Inherits.IsEmpty && table.PartitionOf is null)
        {
            return table;
        }

        bool Closes(QualifiedName name) => name == table.Name || IsBelow(name, table.Name);
        return table with
        {
            Sources = table.Sources.RemoveAll(Closes),
            Inherits = table.Inherits.RemoveAll(Closes),
            PartitionOf = table.PartitionOf is { } parent && !Closes(parent) ? parent : null,
        };
    }

    private bool IsBelow(QualifiedName name, QualifiedName ancestor)
    {
        var seen = new HashSet<QualifiedName> { name };
        for (var next = new Queue<QualifiedName>(seen); next.Count > 0;)
        {
            if (FindTable(next.Dequeue()) is not { } table)
            {
                continue;
            }

            foreach (var above in table.Sources.Concat(table.Inherits).Concat(table.PartitionOf is { } p ? new[] { p } : []))
            {
                if (above == ancestor)
                {
                    return true;
                }

                if (seen.Add(above))
                {
                    next.Enqueue(above);
                }
            }
        }

        return false;
    }

    private QualifiedName[] DependantsOf(QualifiedName name) => Dependants.TryGetValue(name, out var dependants) ? dependants : [];

    /// <summary>True where an index has the name of another one, which PostgreSQL would refuse: what is known of that one is out of date.</summary>
    /// <param name="table">The table with its new indexes.</param>
    /// <param name="known">How many of them it had before.</param>
    private bool TakesNames(TableState table, int known)
    {
        var names = table.Indexes.Length - known > 1 ? new HashSet<QualifiedName>() : null;
        for (var i = known; i < table.Indexes.Length; i++)
        {
            var name = table.Indexes[i].Name;
            if (FindIndex(name) is { } other && (known > 0 || other.Table != table.Name))
            {
                return true;
            }

            if (names?.Add(name) == false)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStart(ImmutableArray<IndexState> start, ImmutableArray<IndexState> all)
    {
        if (start.Length > all.Length)
        {
            return false;
        }

        for (var i = 0; i < start.Length; i++)
        {
            if (!ReferenceEquals(start[i], all[i]))
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableDictionary<QualifiedName, IndexState> Added(ImmutableArray<IndexState> indexes, int known)
    {
        var all = Indexes;
        for (var i = known; i < indexes.Length; i++)
        {
            all = all.SetItem(indexes[i].Name, indexes[i]);
        }

        return all;
    }

    private SchemaState WithoutIndexNames(TableState table)
    {
        var names = new HashSet<QualifiedName>();
        var own = table.Indexes.Reverse().Where(i => names.Add(i.Name)).Reverse().ToImmutableArray();
        var state = own.Select(i => FindIndex(i.Name)).Where(i => i is not null && i.Table != table.Name).Aggregate(
            this,
            static (s, taken) => s.Edit(taken!.Table, t => t with { Indexes = t.Indexes.RemoveAll(i => i.Name == taken.Name) }));
        return state.With(table with { Indexes = own });
    }

    private ImmutableDictionary<QualifiedName, IndexState> Replace(ImmutableArray<IndexState>? old, ImmutableArray<IndexState>? current)
    {
        if (old == current)
        {
            return Indexes;
        }

        var removed = Indexes.RemoveRange((old ?? ImmutableArray<IndexState>.Empty).Select(static i => i.Name));
        return removed.SetItems((current ?? ImmutableArray<IndexState>.Empty)
            .Select(static i => new KeyValuePair<QualifiedName, IndexState>(i.Name, i)));
    }

    private ImmutableDictionary<QualifiedName, QualifiedName[]> Relink(TableState? old, TableState? current)
    {
        if (old is not null && current is not null && old.HasSameReferences(current))
        {
            return Dependants;
        }

        var name = (current ?? old!).Name;
        var before = old?.References ?? [];
        var after = current?.References ?? [];
        var links = Dependants;
        foreach (var gone in before)
        {
            if (!after.Contains(gone))
            {
                links = links.SetItem(gone, Array.FindAll(links[gone], other => other != name));
            }
        }

        foreach (var added in after)
        {
            if (!before.Contains(added))
            {
                links = links.SetItem(added, [.. DependantsOf(added), name]);
            }
        }

        return links;
    }
}
