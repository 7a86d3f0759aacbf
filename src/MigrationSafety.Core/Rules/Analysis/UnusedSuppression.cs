namespace MigrationSafety.Core.Rules;

/// <summary>A suppression that silences nothing; reported by whoever reads suppressions.</summary>
internal sealed class UnusedSuppression : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG9004",
        Name = nameof(UnusedSuppression),
        Title = "A suppression that silences nothing",
        MessageFormat = "{0}, so it silences nothing. Instead: {1}.",
        Description = "A suppression in a SQL comment or an entry of the baseline matches no finding, or its day has passed. Left where it is, it "
            + "would silence the next finding of that kind, which nobody has looked at.",
        DefaultSeverity = Severity.Info,
    };
}
