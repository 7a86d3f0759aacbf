namespace MigrationSafety.Runtime.Backfills;

/// <summary>One column that a backfill writes.</summary>
/// <param name="Column">The column's name, as the catalog has it.</param>
/// <param name="Expression">SQL over the columns of the same row.</param>
/// <param name="Kind">What can be said about its value.</param>
/// <param name="Unique">Whether the values of a generated column must differ from row to row.</param>
public sealed record Assignment(string Column, string Expression, AssignmentKind Kind, bool Unique = false);
