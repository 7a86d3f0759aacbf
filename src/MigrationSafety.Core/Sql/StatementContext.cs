using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql;

/// <summary>One statement while it is lowered: its text, its origin, and where its changes go.</summary>
internal sealed record StatementContext
{
    /// <summary>The text that the tree's locations point into: the outer text, or a string that EXECUTE runs.</summary>
    public required SqlSource Source { get; init; }

    /// <summary>The statement in <see cref="Source"/>.</summary>
    public required TextSpan Span { get; init; }

    public required ChangeOrigin Origin { get; init; }

    public required ReadingBuilder Found { get; init; }

    /// <summary>True inside LOOP, WHILE or FOR of a DO block.</summary>
    public bool InLoop { get; init; }

    /// <summary>The schema of CREATE SCHEMA's own elements.</summary>
    public string? DefaultSchema { get; init; }

    /// <summary>How many DO blocks and EXECUTEs are around this statement.</summary>
    public int Depth { get; init; }

    public int End => Span.End;

    public void Add(SchemaChange change) => Found.Changes.Add(change with { Origin = Origin });

    public void AddUnknown(string message) => Found.Unknown.Add(new SqlProblem(message, Origin.Span));
}
