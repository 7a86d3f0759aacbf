using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Core.Changes;

/// <summary>One migration's Up (or one .sql file), lowered: what it tells PostgreSQL, in order.</summary>
internal sealed record ChangeSet
{
    /// <summary>The migration's id (20240131120000_AddOrders) or the file's path.</summary>
    public required string Id { get; init; }

    public ImmutableArray<ChangeStep> Steps { get; init; } = ImmutableArray<ChangeStep>.Empty;

    /// <summary>True where the runner opens a transaction: EF Core does, a .sql file only when the option says so.</summary>
    public bool RunnerOpensTransaction { get; init; } = true;

    public bool IsSqlFile { get; init; }

    /// <summary>
    /// False for a migration that EF Core runs without a target model (no Designer): it then cannot tell old types and
    /// emits ALTER COLUMN ... TYPE with every AlterColumn (measured with EF Core 8 to 10).
    /// </summary>
    public bool HasTargetModel { get; init; } = true;

    /// <summary>EF Core's major version; null where it is not known.</summary>
    public int? EfCoreMajor { get; init; }
}

/// <summary>One MigrationBuilder call, or one SQL text.</summary>
internal sealed record ChangeStep
{
    public required int Index { get; init; }

    /// <summary>The MigrationBuilder method (CreateIndex, Sql ...), or "sql" for a file.</summary>
    public required string Method { get; init; }

    public bool SuppressTransaction { get; init; }

    /// <summary>EF Core commits before it: suppressTransaction, and operations that Npgsql suppresses by itself (CREATE INDEX CONCURRENTLY).</summary>
    public bool RunsOutsideTransaction =>
        SuppressTransaction || (Operation is not null && Changes.Any(static c => c is CreateIndex { Concurrently: true }));

    /// <summary>The call's arguments; null for SQL.</summary>
    public EfOperation? Operation { get; init; }

    /// <summary>The SQL text; null for an EF Core operation, or where it cannot be known.</summary>
    public string? Sql { get; init; }

    public ImmutableArray<SchemaChange> Changes { get; init; } = ImmutableArray<SchemaChange>.Empty;

    public SqlProblem? SyntaxError { get; init; }

    /// <summary>Parts that cannot be known at compile time (MIG9002).</summary>
    public ImmutableArray<SqlProblem> Unknown { get; init; } = ImmutableArray<SqlProblem>.Empty;

    /// <summary>What EF Core's idempotent script, which puts the text into a DO block of PL/pgSQL, cannot run in it.</summary>
    public ImmutableArray<SqlProblem> ScriptProblems { get; init; } = ImmutableArray<SqlProblem>.Empty;

    /// <summary>Suppressions written as comments in the SQL text.</summary>
    public ImmutableArray<SqlSuppression> Suppressions { get; init; } = ImmutableArray<SqlSuppression>.Empty;
}

/// <summary>Something about a SQL text that must be told: a syntax error or an unknown part.</summary>
/// <param name="Message">PostgreSQL's message, or which part is unknown and why.</param>
/// <param name="Span">Where in the SQL text; null for the whole step.</param>
internal sealed record SqlProblem(string Message, TextSpan? Span);

/// <summary>A <c>-- migration-safety: ignore MIG1001 reason (until 2027-01-31)</c> comment.</summary>
internal sealed record SqlSuppression
{
    public required ImmutableArray<string> Ids { get; init; }

    public string? Reason { get; init; }

    public System.DateTime? Until { get; init; }

    /// <summary>The comment itself.</summary>
    public TextSpan Span { get; init; }

    /// <summary>The statement it is about: the next one, or the one whose line it ends; null = nothing.</summary>
    public TextSpan? Statement { get; init; }
}
