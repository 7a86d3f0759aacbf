using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>CREATE VIEW, CREATE and REFRESH MATERIALIZED VIEW. Measured on 12 to 18.</summary>
internal static class ViewLocks
{
    public static void Add(EffectsBuilder effects, SchemaChange change)
    {
        switch (change)
        {
            case CreateView c:
                Create(effects, c);
                break;
            case RefreshMaterializedView c:
                Refresh(effects, c);
                break;
        }
    }

    private static void Create(EffectsBuilder effects, CreateView change)
    {
        var old = change.OrReplace ? effects.Before.FindTable(change.View) : null;
        if (old is not null)
        {
            effects.Lock(change.View, LockMode.AccessExclusive);
            Fail(effects, old, change);
        }

        if (change.Materialized)
        {
            effects.Read(change.Sources, change.WithNoData ? Work.None : Work.Scan);
            return;
        }

        foreach (var source in change.Sources)
        {
            effects.Lock(source, LockMode.AccessShare);
        }
    }

    private static void Fail(EffectsBuilder effects, TableState old, CreateView change)
    {
        if (old.OutputColumns.IsEmpty || change.OutputColumns.IsEmpty)
        {
            return;
        }

        if (change.OutputColumns.Length < old.OutputColumns.Length)
        {
            effects.Fail("42P16", "cannot drop columns from view");
        }

        foreach (var (was, name) in old.OutputColumns.Zip(change.OutputColumns, static (a, b) => (a, b)))
        {
            if (was != name)
            {
                effects.Fail("42P16", $"cannot change name of view column \"{was}\" to \"{name}\"");
            }
        }
    }

    private static void Refresh(EffectsBuilder effects, RefreshMaterializedView change)
    {
        var view = effects.Before.FindTable(change.View);
        if (change.WithNoData)
        {
            effects.Lock(change.View, LockMode.AccessExclusive, Work.NewFile);
            return;
        }

        if (change.Concurrently && view is { IsComplete: true } && !view.Indexes.Any(static i =>
                i.Definition is { Unique: true, Predicate: null, Expressions.IsEmpty: true }))
        {
            effects.Fail("55000", $"cannot refresh materialized view \"{change.View.Schema ?? "public"}.{change.View.Name}\" concurrently");
        }

        effects.Lock(
            change.View,
            change.Concurrently ? LockMode.Exclusive : LockMode.AccessExclusive,
            change.Concurrently ? Work.Scan : Work.Rewrite);
        effects.Read(view?.Sources ?? ImmutableArray<QualifiedName>.Empty, Work.Scan);
    }
}
