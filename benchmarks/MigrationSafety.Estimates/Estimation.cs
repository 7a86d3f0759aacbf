using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Estimates;

/// <summary>What the cost model says of a run, from nothing but what a statistics file and migrations hold.</summary>
internal static class Estimation
{
    /// <summary>The range that users are told.</summary>
    public static DurationEstimate Of(Run run)
    {
        var (sql, ddl, statistics) = Input(run);
        var explanation = Explainer.Explain(sql, new PostgresVersion(run.Major), ddl, statistics);
        return explanation.Statements.Single().Estimate ?? throw new InvalidOperationException($"no estimate for {sql}: {explanation.ToText()}");
    }

    public static IReadOnlyList<double> Amounts(Run run)
    {
        var (sql, ddl, statistics) = Input(run);
        var before = Explainer.Fold(SchemaState.Empty, SqlReader.Read(ddl).Changes).EndTransaction();
        var changes = SqlReader.Read(sql).Changes.Select(c => (c, LockModel.EffectsOf(c, before, new PostgresVersion(run.Major))));
        return CostEstimator.AmountsOf(changes, before, t => statistics.Find(t))?.All ?? throw new InvalidOperationException($"no estimate for {sql}");
    }

    private static (string Sql, string Ddl, DatabaseStatistics Statistics) Input(Run run)
    {
        var shape = Shape.ForCalibration.Concat(Shape.ForTest).Single(s => s.Name == run.Shape);
        var ddl = string.Join(";\n", shape.Indexes.Select(i => $"CREATE INDEX ON t ({i})")
            .Prepend($"ALTER TABLE t ADD PRIMARY KEY ({shape.Key})")
            .Prepend($"CREATE TABLE t ({shape.Columns})")
            .Prepend("CREATE TABLE p (id integer PRIMARY KEY)"));
        var table = new TableStatistics
        {
            Name = new QualifiedName(null, "t"),
            Rows = run.Rows,
            HeapBytes = run.HeapBytes,
            ToastBytes = run.ToastBytes,
            Indexes = [.. run.Indexes.Split('|').Select(i => i.Split('=')).Select(i => new IndexStatistics(i[0], long.Parse(i[1], CultureInfo.InvariantCulture)))],
        };
        var parent = new TableStatistics { Name = new QualifiedName(null, "p"), Rows = run.Rows / 10, HeapBytes = run.Rows / 10 * 36 };
        return (
            Operation.All.Single(o => o.Name == run.Operation).Sql,
            ddl,
            new DatabaseStatistics { Tables = new[] { table, parent }.ToImmutableDictionary(t => t.Name) });
    }
}
