using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

/// <summary>Migrations are written in any order, some against databases that look otherwise than we think.</summary>
public sealed class AnyOrderTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void Changes_in_any_order_are_folded_and_explained(int seed, bool known)
    {
        var random = new Random(seed);
        var statements = AllStatements();
        var state = known ? Explainer.Fold(SchemaState.Empty, SqlReader.Read(OracleSchema.Ddl).Changes) : SchemaState.Empty;
        for (var i = 0; i < 5000; i++)
        {
            var change = statements[random.Next(statements.Count)];
            var effects = LockModel.EffectsOf(change, state, new PostgresVersion(random.Next(PostgresVersion.Oldest, PostgresVersion.Newest + 1)));
            Assert.All(effects.Relations, static r => Assert.NotEqual(LockMode.None, r.Lock));
            Assert.Equal(effects.Relations.Length, effects.Relations.Select(static r => r.Relation).Distinct().Count());
            Assert.NotEqual("", EffectWording.Describe(effects));
            state = state.Apply(change);
        }

        AssertConsistent(state);
    }

    /// <summary>Every index is found by name and on its table, and every reference leads back.</summary>
    private static void AssertConsistent(SchemaState state)
    {
        Assert.Equal(
            state.Tables.Values.SelectMany(static t => t.Indexes).Select(static i => i.Name.ToString()).Distinct().Order(),
            state.Indexes.Keys.Select(static n => n.ToString()).Order());
        foreach (var table in state.Tables.Values)
        {
            Assert.All(table.Indexes, i => Assert.Equal(table.Name, i.Table));
            Assert.All(table.ForeignKeys, f => Assert.Contains(table.Name, state.ReferencingTables(f.Definition.ReferencedTable!).AsEnumerable()));
            Assert.All(table.Sources, s => Assert.Contains(state.ViewsOver(s), v => v.Name == table.Name));
        }
    }

    private static List<SchemaChange> AllStatements() => OracleTests.AllRows()
        .SelectMany(static r => SqlReader.Read(r.Setup + ";" + r.Sql).Changes)
        .Concat(SqlReader.Read(OracleSchema.Ddl).Changes)
        .ToList();
}
