using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>ALTER COLUMN TYPE with what hangs on the column. Measured on 12 to 18.</summary>
internal static class AlterColumnTypeLocks
{
    public static void Add(EffectsBuilder effects, AlterColumnType change)
    {
        var state = effects.Before;
        var column = state.FindTable(change.Table)?.FindColumn(change.Column);
        var cost = Cost(effects, change);
        var knowsCost = cost is TypeChange.Cheap or TypeChange.Rewrite && !DependsOnUnknownTimeZone(effects, change, column);
        Fail(effects, change, cost);

        var rewrites = cost != TypeChange.Cheap;
        foreach (var name in state.Tree(change.Table, change.Only))
        {
            var work = state.IsPartitioned(name) ? Work.None
                : rewrites ? Work.Rewrite
                : DependentWork(state, name, change, column);
            effects.Lock(name, LockMode.AccessExclusive, work, assumed: !knowsCost);
        }

        ForeignKeys(effects, change, column, rewrites);
    }

    /// <summary>What happens to the rows, with the best knowledge of the old type.</summary>
    public static TypeChange Cost(EffectsBuilder effects, AlterColumnType change)
    {
        var old = effects.Before.FindTable(change.Table)?.FindColumn(change.Column)?.Type ?? change.OldType;
        var form = change.Using is null ? UsingForm.None : change.UsingIsPlainCast ? UsingForm.PlainCast : UsingForm.Expression;
        return form == UsingForm.Expression ? TypeChange.Rewrite
            : old is null || change.NewType is null ? TypeChange.Unknown
            : TypeChangeCost.Classify(old, change.NewType, form, effects.Before, new PostgresVersion(effects.Version));
    }

    private static void ForeignKeys(EffectsBuilder effects, AlterColumnType change, ColumnState? column, bool rewrites)
    {
        var state = effects.Before;
        foreach (var foreignKey in state.FindTable(change.Table)?.ForeignKeysOn(change.Column) ?? [])
        {
            if (foreignKey.Definition.ReferencedTable is { } referenced)
            {
                var at = foreignKey.Definition.Columns.IndexOf(change.Column);
                var other = state.FindTable(referenced)?.FindColumn(state.ReferencedColumns(foreignKey).ElementAtOrDefault(at) ?? "")?.Type;
                var compares = Compares(effects, foreignKey, (column?.Type ?? change.OldType, other), (change.NewType, other)) == true;
                Partner(effects, change, referenced, (rewrites || compares) && foreignKey.Validated);
            }
        }

        foreach (var (table, foreignKey) in state.ForeignKeysTo(change.Table, change.Column))
        {
            var at = state.ReferencedColumns(foreignKey).IndexOf(change.Column);
            var other = table.FindColumn(foreignKey.Definition.Columns.ElementAtOrDefault(at) ?? "")?.Type;
            var compares = Compares(effects, foreignKey, (other, column?.Type ?? change.OldType), (other, change.NewType)) == true;
            Partner(effects, change, table.Name, (rewrites || compares) && foreignKey.Validated);
        }
    }

    /// <summary>True where the two columns are compared in another way than before; null where that is not known.</summary>
    private static bool? Compares(
        EffectsBuilder effects, ConstraintState foreignKey, (PgType? Key, PgType? Target) old, (PgType? Key, PgType? Target) current)
    {
        if (old.Key is null || old.Target is null || current.Key is null || current.Target is null)
        {
            return null;
        }

        var version = new PostgresVersion(effects.Version);
        var before = Comparisons.OfForeignKey(old.Key, old.Target, effects.Before, version);
        var after = Comparisons.OfForeignKey(current.Key, current.Target, effects.Before, version);
        if (after is "")
        {
            effects.Fail("42804", $"foreign key constraint \"{foreignKey.Name}\" cannot be implemented");
        }

        return before is null || after is null ? null : before != after;
    }

    /// <summary>The foreign key is dropped and made again: both sides locked, every row checked where the comparison changes.</summary>
    private static void Partner(EffectsBuilder effects, AlterColumnType change, QualifiedName partner, bool validates)
    {
        var work = validates ? Work.Scan : Work.None;
        effects.LockTree(partner, LockMode.AccessExclusive, work);
        effects.LockTree(change.Table, LockMode.AccessExclusive, work, change.Only);
    }

    private static Work DependentWork(SchemaState state, QualifiedName name, AlterColumnType change, ColumnState? column)
    {
        var work = Work.None;
        if (state.FindTable(name) is not { } table)
        {
            return work;
        }

        var operators = ChangesOperators(state, change, column) || ChangesCollation(change, column);
        if (table.IndexesUsing(change.Column).Any(i => IsRebuilt(i.Definition, change.Column, operators)))
        {
            work |= Work.BuildIndex | Work.Scan;
        }

        // A CHECK is made anew and checked again, whatever the change is; even when it changes nothing.
        return table.ChecksOn(change.Column).Any(static c => c.Validated && !c.Definition.NotEnforced) ? work | Work.Scan : work;
    }

    // CheckIndexCompatible of PostgreSQL: an index with expressions or a predicate is never reused.
    private static bool IsRebuilt(CreateIndex index, string column, bool operatorsChange) =>
        index.Predicate is not null || !index.Expressions.IsEmpty || (operatorsChange && index.Columns.Contains(column));

    private static bool ChangesOperators(SchemaState state, AlterColumnType change, ColumnState? column) =>
        (column?.Type ?? change.OldType) is { } old && change.NewType is { } current
        && TypeChangeCost.ChangesOperatorClass(old, current, state);

    // Without COLLATE the column gets its type's own collation again.
    private static bool ChangesCollation(AlterColumnType change, ColumnState? column) =>
        column is not null && (column.Collation ?? "default") != (change.Collation ?? "default");

    private static bool DependsOnUnknownTimeZone(EffectsBuilder effects, AlterColumnType change, ColumnState? column) =>
        effects.Version >= 12 && effects.Before.FindParameter("timezone") is null && !(change.Using is not null && !change.UsingIsPlainCast)
        && ((column?.Type ?? change.OldType)?.Name, change.NewType?.Name) is ("timestamp", "timestamptz") or ("timestamptz", "timestamp");

    private static void Fail(EffectsBuilder effects, AlterColumnType change, TypeChange cost)
    {
        var state = effects.Before;
        ColumnFailures.Inherited(effects, change, "alter inherited");
        if (state.FindTable(change.Table)?.PartitionKey.Contains(change.Column) == true)
        {
            effects.Fail("42P16", $"cannot alter column \"{change.Column}\" because it is part of the partition key of relation \"{change.Table.Name}\"");
        }

        if (cost == TypeChange.FailsCannotCast)
        {
            var old = state.FindTable(change.Table)?.FindColumn(change.Column)?.Type ?? change.OldType;
            effects.Fail("42846", $"cannot cast type {TypeDisplay.FormatType(old!)} to {TypeDisplay.FormatType(change.NewType!)}");
        }

        if (cost == TypeChange.FailsNeedsUsing)
        {
            effects.Fail("42804", $"column \"{change.Column}\" cannot be cast automatically to type {TypeDisplay.FormatType(change.NewType!)}");
        }

        foreach (var table in state.Tree(change.Table, change.Only).Select(state.FindTable))
        {
            if (table is not null)
            {
                FailDependants(effects, change, table);
            }
        }
    }

    private static void FailDependants(EffectsBuilder effects, AlterColumnType change, TableState table)
    {
        if (effects.Before.ViewsOver(table.Name, change.Column).Any(static v => !v.SourceColumns.IsEmpty))
        {
            effects.Fail("0A000", "cannot alter type of a column used by a view or rule");
        }

        if (table.TriggersOf(change.Column).Any())
        {
            effects.Fail("0A000", "cannot alter type of a column used in a trigger definition");
        }

        if (table.PoliciesOn(change.Column).Any())
        {
            effects.Fail("0A000", "cannot alter type of a column used in a policy definition");
        }

        if (table.GeneratedFrom(change.Column).Any())
        {
            effects.Fail(effects.Version >= 15 ? "0A000" : "42601", "cannot alter type of a column used by a generated column");
        }

        // USING converts the rows, never the default. A default with a type of its own is stripped of its cast to the old type first.
        if (table.FindColumn(change.Column) is { Default.IsLiteral: true, Generated: GeneratedKind.None, Type: { } old }
            && change.NewType is { } current && TypeCasts.Exists(old, current, CastContext.Assignment, effects.Before, new PostgresVersion(effects.Version)) == false)
        {
            effects.Fail("42804", $"default for column \"{change.Column}\" cannot be cast automatically to type {TypeDisplay.FormatType(current)}");
        }

        if (change.NewType is { } type && !Comparisons.MayBeIndexed(type, effects.Before)
            && table.Indexes.Any(i => i.Definition.Method == "btree" && i.Definition.Columns.Contains(change.Column)))
        {
            effects.Fail("42704", $"data type {TypeDisplay.FormatType(type)} has no default operator class for access method \"btree\"");
        }
    }
}
