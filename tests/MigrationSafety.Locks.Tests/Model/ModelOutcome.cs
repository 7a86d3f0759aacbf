using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using MigrationSafety.Locks.Tests.Cases;
using MigrationSafety.Locks.Tests.Measurement;
using MigrationSafety.Locks.Tests.Schema;
using Xunit;

namespace MigrationSafety.Locks.Tests.Model;

/// <summary>What the lock model says of a case, in the form of a measurement.</summary>
internal static class ModelOutcome
{
    private static readonly ConcurrentDictionary<int, SchemaState> Schemas = new();

    /// <param name="case">The case.</param>
    /// <param name="major">The version of the server that answered.</param>
    /// <param name="existing">The relations that the server had before.</param>
    public static CaseOutcome Of(LockCase @case, int major, IReadOnlyDictionary<string, RelationRow> existing)
    {
        var before = After(Schemas.GetOrAdd(major, static m => After(SchemaState.Empty, BaseSchema.Ddl(m))), @case.Setup);
        var explanation = Explainer.Explain(@case.SqlIn("postgres"), new PostgresVersion(major), After(before, @case.Session));
        Assert.Null(explanation.Error);

        var effects = EffectsMerging.Merge(explanation.Statements.Select(statement => statement.Effects));
        var touched = effects.Relations
            // A relation that the server does not have cannot be locked; the model does not claim to know them all.
            .Where(effect => existing.ContainsKey(effect.Relation.ToString()))
            .Select(effect => (Row: existing[effect.Relation.ToString()], Measured: Measured(effect)))
            .Where(pair => pair.Measured.IsTouched)
            .ToList();

        return new CaseOutcome
        {
            Relations = effects.FailsWith is null ? Observation.Reported(touched) : [],
            SqlState = effects.FailsWith,
            Error = effects.FailureReason,
            AllowedInTransaction = effects.AllowedInTransaction,
            WaitsForOlderTransactions = effects.WaitsForOlderTransactions,
        };
    }

    private static SchemaState After(SchemaState state, string? ddl)
    {
        var reading = SqlReader.Read(ddl ?? "");
        Assert.Null(reading.Error);
        return Explainer.Fold(state, reading.Changes);
    }

    private static MeasuredRelation Measured(RelationEffect effect) => new()
    {
        Name = effect.Relation.ToString(),
        Lock = effect.Lock,
        Rewrites = effect.Rewrites,
        ReadsEveryRow = effect.Scans || effect.Rewrites || effect.BuildsIndex,
        BuildsIndex = effect.BuildsIndex,
        NewFile = effect.NewFile,
        IsAssumed = effect.IsAssumed,
    };
}
