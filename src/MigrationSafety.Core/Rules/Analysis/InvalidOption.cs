namespace MigrationSafety.Core.Rules;

/// <summary>An option, or a part of the statistics file, that cannot be read; reported by whoever reads them.</summary>
internal sealed class InvalidOption : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG9003",
        Name = nameof(InvalidOption),
        Title = "An option that cannot be read",
        MessageFormat = "{0} is not used: {1}. {2}.",
        Description = "An option, a statistics file or a baseline has a value that cannot be read, and the default was used in its place.",
        DefaultSeverity = Severity.Warning,
    };
}
