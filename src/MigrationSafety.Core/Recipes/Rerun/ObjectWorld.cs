using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Recipes.Rerun;

/// <summary>Which objects exist at one moment, as far as the changes of a migration tell. Immutable.</summary>
internal sealed record ObjectWorld
{
    /// <summary>Objects that exist; one that is in neither set may exist or not.</summary>
    private ImmutableHashSet<SchemaObject> Present { get; init; } = ImmutableHashSet<SchemaObject>.Empty;

    /// <summary>Objects that do not exist.</summary>
    private ImmutableHashSet<SchemaObject> Absent { get; init; } = ImmutableHashSet<SchemaObject>.Empty;

    /// <summary>Indexes that cannot be dropped, with the constraint that needs them.</summary>
    private ImmutableDictionary<SchemaObject, SchemaObject> NeededBy { get; init; } = ImmutableDictionary<SchemaObject, SchemaObject>.Empty;

    /// <summary>Unique indexes made here, by table: a foreign key to that table may come to rest on one.</summary>
    private ImmutableDictionary<SchemaObject, QualifiedName> UniqueIndexes { get; init; } = ImmutableDictionary<SchemaObject, QualifiedName>.Empty;

    /// <summary>The world in which the changes can run for the first time.</summary>
    public static ObjectWorld Before(IEnumerable<SchemaChange> changes)
    {
        var world = new ObjectWorld();
        var seen = new HashSet<SchemaObject>();
        foreach (var access in changes.SelectMany(static c => ObjectAccesses.Of(c) ?? []))
        {
            if (seen.Add(access.Object) && access.Access is not (Access.CreateIfMissing or Access.DropIfExists))
            {
                world = world.With(access.Object, access.Access != Access.Create);
            }
        }

        return world;
    }

    /// <summary>The world after a change; null where the change fails.</summary>
    public ObjectWorld? TryRun(SchemaChange change)
    {
        if (ObjectAccesses.Of(change) is not { } accesses)
        {
            return null;
        }

        var world = this;
        foreach (var access in accesses)
        {
            if (world.TryAccess(access) is not { } next)
            {
                return null;
            }

            world = next;
        }

        return world.WithDependencies(change);
    }

    /// <summary>The world after an index build that stopped half-way: an INVALID index has its name.</summary>
    public ObjectWorld WithInvalid(CreateIndex index) =>
        index.Name is { } name ? With(SchemaObject.Index(new(index.Table.Schema, name)), true) : this;

    private ObjectWorld? TryAccess(ObjectAccess access)
    {
        var isAbsent = Absent.Contains(access.Object);
        return access.Access switch
        {
            Access.Need => isAbsent ? null : this,
            Access.Create => Present.Contains(access.Object) ? null : With(access.Object, true),
            Access.CreateIfMissing => With(access.Object, true),
            Access.Drop when isAbsent => null,
            _ when !isAbsent && NeededBy.ContainsKey(access.Object) => null,
            _ => Without(access.Object),
        };
    }

    private ObjectWorld With(SchemaObject target, bool exists) => exists
        ? this with { Present = Present.Add(target), Absent = Absent.Remove(target) }
        : this with { Present = Present.Remove(target), Absent = Absent.Add(target) };

    private ObjectWorld Without(SchemaObject target)
    {
        var gone = new List<SchemaObject> { target };
        if (target.Kind == SchemaObjectKind.Relation)
        {
            // Columns, constraints and triggers go with their table.
            gone.AddRange(Present.Where(o =>
                o.Kind is SchemaObjectKind.Column or SchemaObjectKind.Constraint or SchemaObjectKind.Trigger && o.Table == target.Table));
        }

        // A constraint's own index goes with it; another's index is only set free.
        var freed = NeededBy.Where(n => n.Value == target).Select(static n => n.Key).ToArray();
        gone.AddRange(freed.Where(i => i.Table.Name == target.Name));
        return this with { Present = Present.Except(gone), Absent = Absent.Union(gone), NeededBy = NeededBy.RemoveRange(freed) };
    }

    private ObjectWorld WithDependencies(SchemaChange change)
    {
        switch (change)
        {
            case CreateIndex { Unique: true, Name: { } name } index:
                return this with { UniqueIndexes = UniqueIndexes.SetItem(SchemaObject.Index(new(index.Table.Schema, name)), index.Table) };

            case AddConstraint { Constraint: { Kind: ConstraintKind.ForeignKey, Name: { } name, ReferencedTable: { } referenced } } add:
                var key = SchemaObject.Constraint(add.Table, name);
                return this with
                {
                    NeededBy = NeededBy.SetItems(UniqueIndexes.Where(u => u.Value == referenced)
                        .Select(u => new KeyValuePair<SchemaObject, SchemaObject>(u.Key, key))),
                };

            case AddConstraint { Constraint: { Kind: ConstraintKind.Unique or ConstraintKind.PrimaryKey or ConstraintKind.Exclusion, Name: { } name } } add:
                var index2 = SchemaObject.Index(new(add.Table.Schema, name));
                return With(index2, true) with { NeededBy = NeededBy.SetItem(index2, SchemaObject.Constraint(add.Table, name)) };

            default:
                return this;
        }
    }
}
