using System.Linq;
using MigrationSafety.Core;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Locks.Tests.TypeMatrix;

/// <summary>What the lock model says of a statement of the matrix.</summary>
internal static class MatrixModel
{
    private static readonly SchemaState Prelude = After(SchemaState.Empty, MatrixServer.Prelude);

    public static SchemaState Before(MatrixTable table, string timeZone) => After(After(Prelude, table.Ddl), $"SET timezone = '{timeZone}'");

    public static MatrixAnswer Answer(MatrixStatement statement, SchemaState before, int major)
    {
        var explanation = Explainer.Explain(statement.Sql, new PostgresVersion(major), before);
        Assert.Null(explanation.Error);
        var effects = explanation.Statements.Single().Effects;
        var own = Effect(effects, statement.Table.Name);
        Assert.Equal(LockMode.AccessExclusive, own.Lock);
        return effects.FailsWith is { } state
            ? new MatrixAnswer(state, effects.FailureReason, false, false, false, false, false)
            : new MatrixAnswer(null, own.IsAssumed ? "assumed" : null, own.Rewrites, own.Scans || own.Rewrites || own.BuildsIndex, own.BuildsIndex,
                statement.Table.Partner is { } locked && Effect(effects, locked).Lock == LockMode.AccessExclusive,
                statement.Table.Partner is { } read && Effect(effects, read).Scans);
    }

    private static RelationEffect Effect(ChangeEffects effects, string name)
    {
        var relation = new QualifiedName(null, name);
        return effects.Relations.SingleOrDefault(r => r.Relation == relation) ?? new RelationEffect { Relation = relation, Lock = LockMode.None };
    }

    private static SchemaState After(SchemaState state, string ddl)
    {
        var reading = SqlReader.Read(ddl);
        Assert.Null(reading.Error);
        return Explainer.Fold(state, reading.Changes).EndTransaction();
    }
}
