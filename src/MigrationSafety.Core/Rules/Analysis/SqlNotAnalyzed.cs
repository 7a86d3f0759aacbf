namespace MigrationSafety.Core.Rules;

/// <summary>SQL whose text cannot be known at compile time.</summary>
internal sealed class SqlNotAnalyzed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG9002",
        Name = nameof(SqlNotAnalyzed),
        Title = "SQL that is not known at compile time",
        MessageFormat = "This SQL is not judged, since it is not known at compile time: {0}.",
        Description = "Part of the SQL is computed when the migration runs, so no rule can judge it. A constant, a literal with constant holes "
            + "or an embedded .sql file can be read.",
        DefaultSeverity = Severity.Info,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var step in context.ChangeSet.Steps)
        {
            foreach (var unknown in step.Unknown)
            {
                context.Report(AnalysisFinding.At(step, Descriptor, unknown));
            }
        }
    }
}
