namespace MigrationSafety.Core.Rules;

/// <summary>Many migrations and nobody said which are in production; reported once per context, at the newest migration.</summary>
internal sealed class DeployedThroughNotSet : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG9005",
        Name = nameof(DeployedThroughNotSet),
        Title = "Nobody said which migrations are in production",
        MessageFormat = "{0} has {1} migrations, and migration_safety.deployed_through is not set: only the newest is judged in full, and findings "
            + "in older ones are suggestions. Instead: set it to the id of the last migration in production, or to none.",
        Description = "A migration that already ran in production cannot hurt any more, and a table created after it holds no data yet. "
            + "migration_safety.deployed_through tells where that line is.",
        DefaultSeverity = Severity.Warning,
    };
}
