namespace MigrationSafety.Core.Changes;

/// <summary>Where a change was written.</summary>
/// <param name="Step">Index of the step in its <see cref="ChangeSet"/>.</param>
/// <param name="Statement">Number of the SQL statement in the change set; the changes of one ALTER TABLE share it.</param>
/// <param name="Span">The statement in the step's SQL text; null for an EF Core operation.</param>
internal readonly record struct ChangeOrigin(int Step, int Statement, TextSpan? Span)
{
    /// <summary>True for what a DO block runs: all of it is one statement to the server.</summary>
    public bool InDoBlock { get; init; }

    /// <summary>
    /// True where it runs only under a condition (IF NOT EXISTS (SELECT ...) THEN) or its failure is caught (EXCEPTION):
    /// a second run may skip it.
    /// </summary>
    public bool Guarded { get; init; }
}
