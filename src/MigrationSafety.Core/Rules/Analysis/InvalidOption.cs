namespace MigrationSafety.Core.Rules;

/// <summary>An option that cannot be read; reported by whoever reads the options.</summary>
internal sealed class InvalidOption : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG9003",
        Name = nameof(InvalidOption),
        Title = "An option that cannot be read",
        MessageFormat = "{0} = '{1}' is not used: {2}. {3} is used instead.",
        Description = "An option, a statistics file or a baseline has a value that cannot be read, and the default was used in its place.",
        DefaultSeverity = Severity.Warning,
    };
}
