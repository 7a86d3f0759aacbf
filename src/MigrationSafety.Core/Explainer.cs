using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core;

/// <summary>What PostgreSQL does with a SQL text: locks per relation, rewrites, scans, index builds, transactions.</summary>
public static class Explainer
{
    /// <summary>
    /// Explains a text against a schema built from DDL (null: nothing is known of it). Each statement is explained against
    /// the schema that the ones before it leave; tables that the text itself creates are not listed, because nobody
    /// waits for them. Never throws on bad SQL. With <paramref name="statistics"/> the tables' sizes and estimated times are told.
    /// </summary>
    public static Explanation Explain(string sql, PostgresVersion version, string? schemaDdl = null, DatabaseStatistics? statistics = null)
    {
        var schema = SqlReader.Read(schemaDdl ?? "");
        return schema.Error is { } error
            ? new Explanation { SchemaError = error }
            : Explain(sql, version, Fold(SchemaState.Empty, schema.Changes).EndTransaction(), statistics);
    }

    internal static Explanation Explain(string sql, PostgresVersion version, SchemaState before, DatabaseStatistics? statistics = null)
    {
        var reading = SqlReader.Read(sql);
        if (reading.Error is { } error)
        {
            return new Explanation { Error = error };
        }

        var changes = reading.Changes.ToLookup(static c => c.Origin.Statement);
        var statements = ImmutableArray.CreateBuilder<StatementExplanation>();
        var state = before;
        var created = NewRelations.None;
        var sizes = new TableSizes(statistics);
        for (var i = 0; i < reading.Statements.Length; i++)
        {
            var effects = new List<(SchemaChange Change, ChangeEffects Effects)>();
            var (start, names) = (state, sizes);
            foreach (var change in InExecutionOrder(changes[i], state))
            {
                effects.Add((change, WithoutNew(LockModel.EffectsOf(change, state, version), state, created)));
                created = created.Apply(change, state);
                sizes = sizes.After(change);
                state = state.Apply(change);
            }

            var span = reading.Statements[i];
            statements.Add(new StatementExplanation
            {
                Span = span,
                Sql = sql.Substring(span.Start, span.Length),
                Effects = EffectsMerging.Merge(effects.Select(static e => e.Effects)),
                Sizes = effects.SelectMany(e => WorkTables.Of(e.Change, e.Effects, start)).Select(t => names.Of(t, start))
                    .OfType<TableStatistics>().Distinct().ToImmutableArray(),
                Estimate = statistics is null ? null : CostEstimator.Estimate(effects, start, t => names.Of(t, start), statistics.Speed),
            });
        }

        return new Explanation
        {
            Statements = statements.ToImmutable(),
            Unknown = reading.Unknown.Select(static u => u.Message).ToImmutableArray(),
        };
    }

    internal static SchemaState Fold(SchemaState state, IEnumerable<SchemaChange> changes) =>
        changes.GroupBy(static c => c.Origin.Statement)
            .Aggregate(state, static (s, statement) => InExecutionOrder(statement, s).Aggregate(s, static (t, c) => t.Apply(c)));

    private static IEnumerable<SchemaChange> InExecutionOrder(IEnumerable<SchemaChange> statement, SchemaState state)
    {
        var changes = statement.ToList();
        return ExecutionOrder.Of(changes, state).Select(i => changes[i]);
    }

    private static ChangeEffects WithoutNew(ChangeEffects effects, SchemaState state, NewRelations created) => effects with
    {
        Relations = effects.Relations.RemoveAll(r =>
            created.Names.Contains(r.IndexOf ?? state.FindIndex(r.Relation)?.Table ?? r.Relation)),
    };
}

/// <summary>The answer of <see cref="Explainer"/>.</summary>
public sealed record Explanation
{
    /// <summary>One entry for each top-level statement.</summary>
    public ImmutableArray<StatementExplanation> Statements { get; init; } = ImmutableArray<StatementExplanation>.Empty;

    /// <summary>Where PostgreSQL's grammar rejects the text; then there are no statements.</summary>
    public SqlSyntaxError? Error { get; init; }

    /// <summary>Where PostgreSQL's grammar rejects the DDL of the schema; then there are no statements.</summary>
    public SqlSyntaxError? SchemaError { get; init; }

    /// <summary>What cannot be known from the text: EXECUTE of a computed string in a DO block ...</summary>
    public ImmutableArray<string> Unknown { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>One line for each statement, as the tool prints it.</summary>
    public string ToText() => ExplanationText.Of(this);
}

/// <summary>One statement: its place and the merged effects of all its parts (an ALTER TABLE takes the strongest lock of its commands).</summary>
public sealed record StatementExplanation
{
    /// <summary>The statement in the text.</summary>
    public TextSpan Span { get; init; }

    /// <summary>The statement's text.</summary>
    public required string Sql { get; init; }

    /// <summary>What it does.</summary>
    public required ChangeEffects Effects { get; init; }

    /// <summary>The tables whose size decides how long it takes, as far as the statistics know them.</summary>
    public ImmutableArray<TableStatistics> Sizes { get; init; } = ImmutableArray<TableStatistics>.Empty;

    /// <summary>How long it works, once it has its locks; null where nothing can be said.</summary>
    public DurationEstimate? Estimate { get; init; }
}
