using System.Collections.Generic;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql;

/// <summary>What reading a text has found so far.</summary>
internal sealed class ReadingBuilder
{
    public List<SchemaChange> Changes { get; } = new();

    public List<SqlProblem> Unknown { get; } = new();

    /// <summary>The first syntax error; later ones rarely tell more.</summary>
    public SqlSyntaxError? Error { get; set; }

    public List<TextSpan> Statements { get; } = new();

    /// <summary>What cannot stand in the DO block of an idempotent script.</summary>
    public List<SqlProblem> ScriptProblems { get; } = new();

    /// <summary>Bodies of DO blocks that stand in the text as they are, with the statements found inside.</summary>
    public List<DoBody> DoBodies { get; } = new();

    public SqlReading Build(ImmutableArray<SqlSuppression> suppressions) => new()
    {
        Changes = Changes.ToImmutableArray(),
        Error = Error,
        StatementCount = Statements.Count,
        Statements = Statements.ToImmutableArray(),
        Unknown = Unknown.ToImmutableArray(),
        ScriptProblems = ScriptProblems.ToImmutableArray(),
        Suppressions = suppressions,
    };
}

/// <summary>The PL/pgSQL text of a DO block.</summary>
/// <param name="Span">Its place in the outer text, without the quotes.</param>
internal sealed record DoBody(TextSpan Span)
{
    public List<TextSpan> Statements { get; } = new();
}
