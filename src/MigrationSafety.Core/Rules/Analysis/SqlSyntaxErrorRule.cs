namespace MigrationSafety.Core.Rules;

/// <summary>SQL that PostgreSQL's own grammar rejects.</summary>
internal sealed class SqlSyntaxErrorRule : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG9001",
        Name = "SqlSyntaxError",
        Title = "SQL that PostgreSQL cannot parse",
        MessageFormat = "PostgreSQL's grammar rejects this SQL: {0}. Nothing in this text was judged.",
        Description = "The SQL was read with PostgreSQL 18's own grammar, which gives up at the marked place. The migration would fail there, "
            + "and none of the other rules can judge the text.",
        DefaultSeverity = Severity.Warning,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var step in context.ChangeSet.Steps)
        {
            if (step.SyntaxError is { } error)
            {
                context.Report(AnalysisFinding.At(step, Descriptor, error));
            }
        }
    }
}
