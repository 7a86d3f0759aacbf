using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Locks;

/// <summary>
/// How long a statement works, from the sizes of its tables. Nothing is said where a table's size is not known, where the number of
/// rows concerned is not (UPDATE ... WHERE), and of what was not measured: GIN and GiST indexes, CLUSTER, materialized views.
/// </summary>
internal sealed class CostEstimator
{
    private const double Million = 1e6;

    private readonly SchemaState before;
    private readonly Func<QualifiedName, TableStatistics?> sizeOf;
    private readonly CostAmounts amounts = new();
    private readonly HashSet<TableStatistics> rewritten = new();

    private CostEstimator(SchemaState before, Func<QualifiedName, TableStatistics?> sizeOf)
    {
        this.before = before;
        this.sizeOf = sizeOf;
    }

    /// <summary>The changes of one statement: what they do to a table is added, a rewrite is done once.</summary>
    /// <param name="statement">The changes with their effects.</param>
    /// <param name="before">The schema before them.</param>
    /// <param name="sizeOf">The size of a table; null where it is not known.</param>
    /// <param name="speed"><see cref="DatabaseStatistics.Speed"/>.</param>
    public static DurationEstimate? Estimate(
        IEnumerable<(SchemaChange Change, ChangeEffects Effects)> statement, SchemaState before, Func<QualifiedName, TableStatistics?> sizeOf, double speed) =>
        AmountsOf(statement, before, sizeOf) is { } amounts ? new DurationEstimate(CostModel.Milliseconds(amounts) / speed) : null;

    /// <summary>What the time is made of; null where nothing can be said.</summary>
    public static CostAmounts? AmountsOf(
        IEnumerable<(SchemaChange Change, ChangeEffects Effects)> statement, SchemaState before, Func<QualifiedName, TableStatistics?> sizeOf)
    {
        var estimator = new CostEstimator(before, sizeOf);
        var working = statement.Where(s => s.Effects.FailsWith is null && WorkTables.Of(s.Change, s.Effects, before).Any())
            .OrderByDescending(static s => s.Effects.Relations.Any(static r => r.Rewrites)).ToList();
        return working.Count > 0 && working.TrueForAll(s => estimator.Add(s.Change, s.Effects)) ? estimator.amounts : null;
    }

    private bool Add(SchemaChange change, ChangeEffects effects)
    {
        if (!IsMeasured(change, effects))
        {
            return false;
        }

        // Partitions of which only the parent's total is known count as one table.
        var tables = WorkTables.Of(change, effects, before).Select(t => (Name: t, Size: sizeOf(t))).GroupBy(static t => t.Size).Select(static g => g.First());
        foreach (var (name, size) in tables)
        {
            if (size?.Bytes is null)
            {
                return false;
            }

            Table(change, effects.Relations.FirstOrDefault(r => r.Relation == name), before.FindTable(name), size);
        }

        return true;
    }

    private static bool IsMeasured(SchemaChange change, ChangeEffects effects) => change switch
    {
        DataChange c => c is { Kind: DataChangeKind.Update, HasWhere: false, Sources.IsEmpty: true },
        CreateIndex c => IndexCosts.IsMeasured(c),
        AddConstraint c => c.Constraint.Kind != ConstraintKind.Exclusion,
        Cluster or RefreshMaterializedView or CreateTableAs or AlterIndex or Reindex { Target: not ReindexTarget.Table } => false,
        _ => !effects.Relations.Any(static r => r.NewFile),
    };

    private void Table(SchemaChange change, RelationEffect? effect, TableState? table, TableStatistics size)
    {
        if (rewritten.Contains(size))
        {
            return;
        }

        amounts.Add(CostFeature.Table, 1);
        switch (change)
        {
            case DataChange:
                Update(table, size);
                break;
            case CreateIndex c:
                Build(size, IndexCosts.OfNew(c, size.Rows, table));
                Read(size, c.Concurrently ? 2 : 0);
                break;
            case AddConstraint { Constraint: { Kind: ConstraintKind.PrimaryKey or ConstraintKind.Unique } key } c when effect?.BuildsIndex == true:
                Build(size, IndexCosts.OfNew(new CreateIndex { Table = c.Table, Origin = c.Origin, Columns = key.Columns }, size.Rows, table));
                break;
            case Reindex:
                Build(size, IndexCosts.OfAll(size, table).ToArray());
                break;
            default:
                Alter(change, effect, table, size);
                break;
        }
    }

    private void Alter(SchemaChange change, RelationEffect? effect, TableState? table, TableStatistics size)
    {
        if (effect?.Rewrites == true)
        {
            rewritten.Add(size);
            Read(size, 1);
            amounts.Add(CostFeature.WrittenMegabytes, size.Bytes!.Value / Million);
            amounts.Add(CostFeature.RewrittenRows, size.Rows / Million);
            amounts.Add(CostFeature.MadeValues, change is AddColumn ? size.Rows / Million : 0);
            Build(size, IndexCosts.OfAll(size, table).ToArray());
            return;
        }

        if (effect?.BuildsIndex == true && change is AlterColumnType type && table is not null)
        {
            Build(size, IndexCosts.Of(size, table, i => i.Definition.Uses(type.Column)).ToArray());
        }
        else if (effect?.BuildsIndex == true)
        {
            Build(size, IndexCosts.OfAll(size, table).Take(1).ToArray());
        }

        if (effect?.Scans == true)
        {
            Read(size, 1);
            amounts.Add(WorkTables.IsForeignKey(change, before) ? CostFeature.JoinedRows : CostFeature.CheckedRows, size.Rows / Million);
        }
    }

    /// <summary>Pages are full as a rule: each row's new version lies elsewhere, and every index gets an entry for it.</summary>
    private void Update(TableState? table, TableStatistics size)
    {
        Read(size, 1);
        amounts.Add(CostFeature.UpdatedRows, size.Rows / Million);
        amounts.Add(CostFeature.WrittenMegabytes, size.HeapBytes!.Value / Million);
        foreach (var index in IndexCosts.OfAll(size, table).Where(static i => i.Keys != KeyKind.Ascending))
        {
            amounts.Add(index.Keys == KeyKind.Text ? CostFeature.InsertedTexts : CostFeature.InsertedEntries, size.Rows / Million);
        }
    }

    private void Build(TableStatistics size, params IndexCost[] indexes)
    {
        foreach (var index in indexes)
        {
            Read(size, 1);
            amounts.Add(CostFeature.BuiltEntries, size.Rows / Million);
            if (index.Keys != KeyKind.Ascending)
            {
                amounts.Add(index.Keys == KeyKind.Text ? CostFeature.SortedTexts : CostFeature.SortedKeys, size.Rows / Million * Math.Log(size.Rows + 2, 2));
            }

            amounts.Add(CostFeature.IndexMegabytes, index.Bytes / Million);
        }
    }

    private void Read(TableStatistics size, int times) => amounts.Add(CostFeature.ReadMegabytes, times * size.HeapBytes!.Value / Million);
}
