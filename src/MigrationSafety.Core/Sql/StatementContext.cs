using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql;

/// <summary>One statement while it is lowered: its text, its origin, and where its changes go.</summary>
internal sealed class StatementContext
{
    private readonly List<SchemaChange> changes;
    private readonly List<SqlProblem> unknown;

    public StatementContext(
        SqlSource source, int end, ChangeOrigin origin, List<SchemaChange> changes, List<SqlProblem> unknown)
    {
        Source = source;
        End = end;
        Origin = origin;
        this.changes = changes;
        this.unknown = unknown;
    }

    /// <summary>The text that the tree's locations point into.</summary>
    public SqlSource Source { get; }

    /// <summary>End of the statement in <see cref="Source"/>.</summary>
    public int End { get; }

    public ChangeOrigin Origin { get; }

    /// <summary>True inside LOOP, WHILE or FOR of a DO block.</summary>
    public bool InLoop { get; init; }

    /// <summary>The schema of CREATE SCHEMA's own elements.</summary>
    public string? DefaultSchema { get; init; }

    public void Add(SchemaChange change) => changes.Add(change with { Origin = Origin });

    public void AddUnknown(string message) => unknown.Add(new SqlProblem(message, Origin.Span));

    /// <summary>The same statement with another default schema.</summary>
    public StatementContext InSchema(string? schema) =>
        new(Source, End, Origin, changes, unknown) { InLoop = InLoop, DefaultSchema = schema };
}
