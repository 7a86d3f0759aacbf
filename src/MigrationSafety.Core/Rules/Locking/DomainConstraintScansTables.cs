using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ALTER DOMAIN forms that check every column of the domain, VALIDATE included.</summary>
internal sealed class DomainConstraintScansTables : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1012",
        Name = nameof(DomainConstraintScansTables),
        Title = "A domain constraint locks and reads every table that uses the domain",
        MessageFormat = "{0} {1} {2}. Instead: {3}.",
        Description = "ALTER DOMAIN checks every column of the domain while writes on its table wait; VALIDATE CONSTRAINT is no better here. "
            + "A CHECK on the table can be validated without blocking writes.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Concerns = [typeof(AlterDomain)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterDomain change && Form(change.Kind) is { } form && MayBeUsed(context, change.Domain))
        {
            context.Report(Descriptor, ChangeWording.Statement(change), form, Effects(context), Advice(change.Kind));
        }
    }

    private static string? Form(DomainChangeKind kind) => kind switch
    {
        DomainChangeKind.AddConstraint => "ADD CONSTRAINT",
        DomainChangeKind.ValidateConstraint => "VALIDATE CONSTRAINT",
        DomainChangeKind.SetNotNull => "SET NOT NULL",
        _ => null,
    };

    // A domain whose CREATE DOMAIN was seen is used by the tables that were seen, or by none.
    private static bool MayBeUsed(ChangeContext context, QualifiedName domain) =>
        !context.Effects.Relations.IsEmpty || !context.Before.Domains.ContainsKey(domain);

    private static string Effects(ChangeContext context) => context.Effects.Relations.IsEmpty
        ? "reads every table with a column of this domain and blocks writes there meanwhile, for a time that grows with the tables"
        : context.EffectText;

    private static string Advice(DomainChangeKind kind) => kind switch
    {
        DomainChangeKind.AddConstraint => "add it NOT VALID and leave it so (new rows are checked), or put a CHECK on each table",
        DomainChangeKind.ValidateConstraint => "leave it NOT VALID (new rows are checked), or put a validated CHECK on each table",
        _ => "make the columns NOT NULL in their tables (MIG1008)",
    };
}
