using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>DROP of columns, constraints, tables and objects: what goes along with CASCADE, and what forbids it without. Measured on 12 to 18.</summary>
internal static class DropLocks
{
    public static void Column(EffectsBuilder effects, DropColumn change)
    {
        var state = effects.Before;
        effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only);
        if (state.FindTable(change.Table) is not { } table || (change.IfExists && table.IsComplete && table.FindColumn(change.Column) is null))
        {
            return;
        }

        ColumnFailures.Inherited(effects, change, "drop inherited");
        if (table.PartitionKey.Contains(change.Column))
        {
            effects.Fail("42P16", $"cannot drop column \"{change.Column}\" because it is part of the partition key of relation \"{change.Table.Name}\"");
        }

        foreach (var foreignKey in table.ForeignKeysOn(change.Column))
        {
            Referenced(effects, foreignKey);
        }

        var dependants = new Dependants(effects, change.Cascade, $"cannot drop column {change.Column} of table {change.Table} because other objects depend on it");
        dependants.ForeignKeys(state.ForeignKeysTo(change.Table, change.Column));
        dependants.Views(state.ViewsOver(change.Table, change.Column).Where(static v => !v.SourceColumns.IsEmpty));
        // Below 15 a generated column went along silently (measured on 12, 13, 14, 15 and 18).
        dependants.Inner(effects.Version >= 15 && table.GeneratedFrom(change.Column).Any()
            || table.TriggersOf(change.Column).Any() || table.PoliciesOn(change.Column).Any());
    }

    public static void Constraint(EffectsBuilder effects, DropConstraint change)
    {
        var table = effects.Before.FindTable(change.Table);
        var constraint = table?.FindConstraint(change.Name);
        var isForeignKey = change.Kind == ConstraintKind.ForeignKey;
        var assumed = constraint is null && table?.IsComplete != true && (change.Kind is null || isForeignKey);
        effects.LockTree(change.Table, LockMode.AccessExclusive, only: change.Only, assumed: assumed);
        if (constraint is null)
        {
            return;
        }

        if (table!.PartitionOf is { } parent && effects.Before.FindTable(parent)?.FindConstraint(change.Name) is not null)
        {
            effects.Fail("42P16", $"cannot drop inherited constraint \"{change.Name}\" of relation \"{change.Table.Name}\"");
        }

        Referenced(effects, constraint);
        new Dependants(effects, change.Cascade, $"cannot drop constraint {change.Name} on table {change.Table} because other objects depend on it")
            .ForeignKeys(effects.Before.ForeignKeysUsing(change.Table, constraint));
    }

    public static void Table(EffectsBuilder effects, DropTable change) =>
        Relation(effects, change.Table, change.Cascade, "table");

    public static void Object(EffectsBuilder effects, DropObject change)
    {
        switch (change.Kind)
        {
            case ObjectKind.View:
                Relation(effects, change.Name, change.Cascade, "view");
                break;
            case ObjectKind.MaterializedView:
                Relation(effects, change.Name, change.Cascade, "materialized view");
                break;
            case ObjectKind.ForeignTable:
                Relation(effects, change.Name, change.Cascade, "foreign table");
                break;
            case ObjectKind.Sequence:
                effects.Lock(change.Name, LockMode.AccessExclusive);
                break;
            case ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy when change.Table is { } table:
                effects.Lock(table, LockMode.AccessExclusive);
                break;
            case ObjectKind.Type or ObjectKind.Domain or ObjectKind.Enum or ObjectKind.CompositeType:
                Type(effects, change);
                break;
            case ObjectKind.Schema when change.Cascade:
                Schema(effects, change.Name.Name);
                break;
            case ObjectKind.Schema when effects.Before.Tables.Keys.Any(n => InSchema(n, change.Name.Name)):
                effects.Fail("2BP01", $"cannot drop schema {change.Name} because other objects depend on it");
                break;
            case ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.Subscription:
                effects.RunsOutsideTransaction();
                break;
        }
    }

    private static void Relation(EffectsBuilder effects, QualifiedName name, bool cascade, string kind)
    {
        var state = effects.Before;
        var dropped = new HashSet<QualifiedName>(state.Tree(name));
        effects.LockTree(name, LockMode.AccessExclusive);
        var table = state.FindTable(name);
        if (table?.PartitionOf is { } parent)
        {
            // The parent's list of partitions changes, and with it what the default partition may hold.
            effects.Lock(parent, LockMode.AccessExclusive);
            if (state.DefaultPartitionOf(parent) is { } other && other.Name != name)
            {
                effects.LockTree(other.Name, LockMode.AccessExclusive);
            }
        }
        else
        {
            foreach (var foreignKey in table?.ForeignKeys ?? [])
            {
                Referenced(effects, foreignKey);
            }
        }

        var dependants = new Dependants(effects, cascade, $"cannot drop {kind} {name} because other objects depend on it");
        dependants.ForeignKeys(dropped.SelectMany(state.ForeignKeysTo).Where(f => !dropped.Contains(f.Table.Name)));
        dependants.Views(dropped.SelectMany(state.ViewsOver));
        dependants.Inner(state.DescendantsOf(name).Any(d => d.PartitionOf is null));
    }

    private static void Schema(EffectsBuilder effects, string schema)
    {
        foreach (var name in effects.Before.Tables.Keys.Where(n => InSchema(n, schema)).OrderBy(static n => n.Name, System.StringComparer.Ordinal))
        {
            Relation(effects, name, cascade: true, "table");
        }
    }

    private static void Type(EffectsBuilder effects, DropObject change)
    {
        var columns = effects.Before.ColumnsOfType(change.Name).ToList();
        new Dependants(effects, change.Cascade, $"cannot drop type {change.Name} because other objects depend on it")
            .Tables(columns.Select(static c => c.Table.Name));
    }

    /// <summary>A foreign key goes with its triggers on the referenced table. A partition's inherited key has none there (measured).</summary>
    private static void Referenced(EffectsBuilder effects, ConstraintState constraint)
    {
        if (constraint.Definition is { Kind: ConstraintKind.ForeignKey, ReferencedTable: { } referenced })
        {
            effects.LockTree(referenced, LockMode.AccessExclusive);
        }
    }

    private static bool InSchema(QualifiedName name, string schema) => (name.Schema ?? "public") == schema;
}
