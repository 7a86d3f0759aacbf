using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>CREATE, ALTER and RENAME of objects that are no tables. Measured on 12 to 18.</summary>
internal static class ObjectLocks
{
    public static void Add(EffectsBuilder effects, SchemaChange change)
    {
        switch (change)
        {
            case CreateTrigger c:
                Trigger(effects, c);
                break;
            case DefineObject c:
                Define(effects, c);
                break;
            case RenameObject c:
                Rename(effects, c);
                break;
            case AlterEnum { Kind: EnumChangeKind.AddValue } when effects.Version < 12:
                // Release notes of 12: "Allow enumerated values to be added more flexibly".
                effects.RunsOutsideTransaction();
                break;
        }
    }

    private static void Trigger(EffectsBuilder effects, CreateTrigger change)
    {
        PartitionedTableFailures.Trigger(effects, change);
        // A row trigger is made on every partition, a statement trigger only on the parent.
        effects.LockPartitions(change.Table, LockMode.ShareRowExclusive, only: change.ForEachStatement);
        if (change.ReferencedTable is { } referenced)
        {
            effects.Lock(referenced, LockMode.AccessShare);
        }

        if (change.OrReplace && effects.Version < 14)
        {
            effects.Fail("42601", "syntax error at or near \"TRIGGER\"");
        }
    }

    private static void Define(EffectsBuilder effects, DefineObject change)
    {
        switch (change.Kind)
        {
            case ObjectKind.Policy or ObjectKind.Rule when change.Table is { } table:
                effects.Lock(table, LockMode.AccessExclusive);
                break;
            case ObjectKind.Publication or ObjectKind.Statistics when change.Table is { } table:
                effects.Lock(table, LockMode.ShareUpdateExclusive);
                break;
            case ObjectKind.Sequence:
                if (change.IsAlter)
                {
                    effects.Lock(change.Name, change.ViaAlterTable ? LockMode.AccessExclusive : LockMode.ShareRowExclusive);
                }

                if (change.Table is { } owner)
                {
                    effects.Lock(owner, LockMode.AccessShare);
                }

                break;
            case ObjectKind.CompositeType or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable when change.IsAlter:
                effects.Lock(change.Name, LockMode.AccessExclusive);
                break;
            case ObjectKind.Trigger when change.Table is { } table:
                effects.Lock(table, LockMode.AccessExclusive);
                break;
            case ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.Subscription when !change.IsAlter:
                effects.RunsOutsideTransaction();
                break;
        }
    }

    private static void Rename(EffectsBuilder effects, RenameObject change)
    {
        switch (change.Kind)
        {
            case ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable or ObjectKind.CompositeType:
            case ObjectKind.Type when effects.Before.FindTable(change.Name) is { Kind: RelationKind.CompositeType }:
                effects.Lock(change.Name, LockMode.AccessExclusive);
                break;
            case ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule when change.Table is { } table:
                effects.Lock(table, LockMode.AccessExclusive);
                break;
        }
    }
}
