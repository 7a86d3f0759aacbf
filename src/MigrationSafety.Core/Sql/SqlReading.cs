using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql;

/// <summary>A SQL text, read: its changes in order, or the place where PostgreSQL's grammar gives up.</summary>
internal sealed record SqlReading
{
    public ImmutableArray<SchemaChange> Changes { get; init; } = ImmutableArray<SchemaChange>.Empty;

    public SqlSyntaxError? Error { get; init; }

    /// <summary>Number of top-level statements.</summary>
    public int StatementCount { get; init; }

    /// <summary>The top-level statements' places in the text, without leading blanks and comments, with no semicolon.</summary>
    public ImmutableArray<TextSpan> Statements { get; init; } = ImmutableArray<TextSpan>.Empty;

    /// <summary>What cannot be known: EXECUTE of a computed string in a DO block ...</summary>
    public ImmutableArray<SqlProblem> Unknown { get; init; } = ImmutableArray<SqlProblem>.Empty;

    /// <summary>See <see cref="ChangeStep.ScriptProblems"/>.</summary>
    public ImmutableArray<SqlProblem> ScriptProblems { get; init; } = ImmutableArray<SqlProblem>.Empty;

    public ImmutableArray<SqlSuppression> Suppressions { get; init; } = ImmutableArray<SqlSuppression>.Empty;
}
