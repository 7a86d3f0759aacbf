using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>The forms of ALTER TABLE without details of their own. Measured on 12 to 18.</summary>
internal static class TableOptionLocks
{
    public static void Add(EffectsBuilder effects, AlterTableOption change)
    {
        var table = effects.Before.FindTable(change.Table);
        switch (change.Option)
        {
            case TableOption.SetStorageParameters when effects.Before.IsPartitioned(change.Table):
                effects.Lock(change.Table, LockMode.ShareUpdateExclusive);
                effects.Fail(effects.Version < 16 ? "22023" : "42809", "cannot specify storage parameters for a partitioned table");
                break;
            case TableOption.SetStorageParameters or TableOption.ClusterOn or TableOption.SetWithoutCluster:
                effects.Lock(change.Table, LockMode.ShareUpdateExclusive);
                break;
            case TableOption.EnableTrigger or TableOption.DisableTrigger:
                effects.Lock(change.Table, LockMode.ShareRowExclusive);
                break;
            case TableOption.Inherit or TableOption.NoInherit:
                effects.Lock(change.Table, LockMode.AccessExclusive);
                if (change.OtherTable is { } parent)
                {
                    effects.Lock(parent, change.Option == TableOption.Inherit ? LockMode.ShareUpdateExclusive : LockMode.AccessShare);
                }

                break;
            case TableOption.SetLogged or TableOption.SetUnlogged:
                Persistence(effects, change, table);
                break;
            case TableOption.SetTablespace:
                // The file is copied as it is, its indexes stay where they are.
                effects.Lock(
                    change.Table,
                    LockMode.AccessExclusive,
                    effects.Before.IsPartitioned(change.Table) ? Work.None : Work.Rewrite | Work.NewFile);
                break;
            case TableOption.SetAccessMethod:
                AccessMethod(effects, change);
                break;
            default:
                effects.Lock(change.Table, LockMode.AccessExclusive);
                break;
        }
    }

    private static void Persistence(EffectsBuilder effects, AlterTableOption change, TableState? table)
    {
        var unlogged = change.Option == TableOption.SetUnlogged;
        var same = table is { IsComplete: true } && table.IsUnlogged == unlogged;
        effects.Lock(change.Table, LockMode.AccessExclusive, same ? Work.None : Work.Rewrite);
        // Permanent tables must not reference ones that a crash empties.
        var partners = unlogged
            ? effects.Before.ReferencingTables(change.Table)
                .Where(t => t != change.Table && effects.Before.FindTable(t) is { IsUnlogged: false })
            : table?.ForeignKeys.Select(static f => f.Definition.ReferencedTable!)
                .Where(t => t != change.Table && effects.Before.FindTable(t) is { IsUnlogged: true }) ?? [];
        foreach (var partner in partners)
        {
            effects.Fail(
                "42P16",
                $"could not change table \"{change.Table.Name}\" to {(unlogged ? "unlogged" : "logged")} because it references "
                + $"{(unlogged ? "logged" : "unlogged")} table \"{partner.Name}\"");
        }
    }

    private static void AccessMethod(EffectsBuilder effects, AlterTableOption change)
    {
        if (effects.Version < 15)
        {
            effects.Fail("42601", "syntax error at or near \"ACCESS\"");
        }

        // Every table is a heap unless an extension brought another method.
        var same = change.Argument is null or "heap";
        var partitioned = effects.Before.IsPartitioned(change.Table);
        effects.Lock(change.Table, LockMode.AccessExclusive, same || partitioned ? Work.None : Work.Rewrite, assumed: same);
    }
}
