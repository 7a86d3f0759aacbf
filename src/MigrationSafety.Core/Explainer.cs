using System.Collections.Immutable;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core;

/// <summary>What PostgreSQL does with a SQL text: locks per relation, rewrites, scans, index builds, transactions.</summary>
public static class Explainer
{
    /// <summary>Explains a text against a schema built from DDL (null: nothing is known of it). Never throws on bad SQL.</summary>
    public static Explanation Explain(string sql, PostgresVersion version, string? schemaDdl = null) =>
        Explain(sql, version, SchemaState.Empty);

    internal static Explanation Explain(string sql, PostgresVersion version, SchemaState before) => new();
}

/// <summary>The answer of <see cref="Explainer"/>.</summary>
public sealed record Explanation
{
    /// <summary>One entry for each top-level statement.</summary>
    public ImmutableArray<StatementExplanation> Statements { get; init; } = ImmutableArray<StatementExplanation>.Empty;

    /// <summary>Where PostgreSQL's grammar rejects the text; then there are no statements.</summary>
    public SqlSyntaxError? Error { get; init; }
}

/// <summary>One statement: its place and the merged effects of all its parts (an ALTER TABLE takes the strongest lock of its commands).</summary>
public sealed record StatementExplanation
{
    /// <summary>The statement in the text.</summary>
    public TextSpan Span { get; init; }

    /// <summary>What it does.</summary>
    public required ChangeEffects Effects { get; init; }
}
