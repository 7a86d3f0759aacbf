using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Recipes.Rerun;

/// <summary>Which objects exist at one moment, as far as the changes of a migration tell. Immutable.</summary>
internal sealed record ObjectWorld
{
    /// <summary>True = exists, false = does not; an object that is not here may be either.</summary>
    private ImmutableDictionary<SchemaObject, bool> Existing { get; init; } = ImmutableDictionary<SchemaObject, bool>.Empty;

    /// <summary>Indexes that cannot be dropped, with the constraint that needs them.</summary>
    private ImmutableDictionary<SchemaObject, SchemaObject> NeededBy { get; init; } = ImmutableDictionary<SchemaObject, SchemaObject>.Empty;

    /// <summary>Unique indexes made here, by table: a foreign key to that table may come to rest on one.</summary>
    private ImmutableDictionary<SchemaObject, QualifiedName> UniqueIndexes { get; init; } = ImmutableDictionary<SchemaObject, QualifiedName>.Empty;

    /// <summary>The world in which the changes can run for the first time.</summary>
    public static ObjectWorld Before(IEnumerable<SchemaChange> changes)
    {
        var existing = ImmutableDictionary.CreateBuilder<SchemaObject, bool>();
        var seen = new HashSet<SchemaObject>();
        foreach (var access in changes.SelectMany(static c => ObjectAccesses.Of(c) ?? []))
        {
            if (seen.Add(access.Object) && access.Access is not (Access.CreateIfMissing or Access.DropIfExists))
            {
                existing[access.Object] = access.Access != Access.Create;
            }
        }

        return new ObjectWorld { Existing = existing.ToImmutable() };
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
        var known = Existing.TryGetValue(access.Object, out var exists);
        return access.Access switch
        {
            Access.Need => known && !exists ? null : this,
            Access.Create => known && exists ? null : With(access.Object, true),
            Access.CreateIfMissing => With(access.Object, true),
            Access.Drop when known && !exists => null,
            _ when NeededBy.ContainsKey(access.Object) && (!known || exists) => null,
            _ => Without(access.Object),
        };
    }

    private ObjectWorld With(SchemaObject target, bool exists) => this with { Existing = Existing.SetItem(target, exists) };

    private ObjectWorld Without(SchemaObject target)
    {
        var existing = Existing.SetItem(target, false);
        if (target.Kind == SchemaObjectKind.Relation)
        {
            // Columns, constraints and triggers go with their table.
            existing = existing.SetItems(existing.Keys
                .Where(o => o.Kind is SchemaObjectKind.Column or SchemaObjectKind.Constraint or SchemaObjectKind.Trigger && o.Table == target.Table)
                .Select(static o => new KeyValuePair<SchemaObject, bool>(o, false)));
        }

        // A constraint's own index goes with it; another's index is only set free.
        var freed = NeededBy.Where(n => n.Value == target).Select(static n => n.Key).ToArray();
        var owned = freed.Where(i => i.Table.Name == target.Name).Select(static i => new KeyValuePair<SchemaObject, bool>(i, false));
        return this with { Existing = existing.SetItems(owned), NeededBy = NeededBy.RemoveRange(freed) };
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
