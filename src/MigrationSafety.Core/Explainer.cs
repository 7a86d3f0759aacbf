using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core;

/// <summary>What PostgreSQL does with a SQL text: locks per relation, rewrites, scans, index builds, transactions.</summary>
public static class Explainer
{
    /// <summary>
    /// Explains a text against a schema built from DDL (null: nothing is known of it). Each statement is explained against
    /// the schema that the ones before it leave; tables that the text itself creates are not listed, because nobody
    /// waits for them. Never throws on bad SQL.
    /// </summary>
    public static Explanation Explain(string sql, PostgresVersion version, string? schemaDdl = null)
    {
        var schema = SqlReader.Read(schemaDdl ?? "");
        return schema.Error is { } error
            ? new Explanation { SchemaError = error }
            : Explain(sql, version, Fold(SchemaState.Empty, schema.Changes).EndTransaction());
    }

    internal static Explanation Explain(string sql, PostgresVersion version, SchemaState before)
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
        for (var i = 0; i < reading.Statements.Length; i++)
        {
            var effects = new List<ChangeEffects>();
            foreach (var change in InExecutionOrder(changes[i], state))
            {
                effects.Add(WithoutNew(LockModel.EffectsOf(change, state, version), state, created));
                created = created.Apply(change, state);
                state = state.Apply(change);
            }

            var span = reading.Statements[i];
            statements.Add(new StatementExplanation
            {
                Span = span,
                Sql = sql.Substring(span.Start, span.Length),
                Effects = EffectsMerging.Merge(effects),
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
}
