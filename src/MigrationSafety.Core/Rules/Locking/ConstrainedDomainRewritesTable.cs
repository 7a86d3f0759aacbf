using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD COLUMN of a domain that has a constraint, even without a default.</summary>
internal sealed class ConstrainedDomainRewritesTable : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1104",
        Name = nameof(ConstrainedDomainRewritesTable),
        Title = "Adding a column of a constrained domain rewrites the table",
        MessageFormat = "Adding column {0} of domain {1}, which has a constraint, {2}. Instead: use the domain's base type and add the condition "
            + "as a CHECK ... NOT VALID, validated in a later transaction.",
        Description = "PostgreSQL writes every row anew to check the domain's constraint, even where the new column is NULL everywhere, while "
            + "reads and writes wait.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Concerns = [typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (AddedColumnRewrites.Cause(context) == AddedColumnRewrite.ConstrainedDomain)
        {
            var change = (AddColumn)context.Change;
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column.Name),
                ChangeWording.Quote(change.Column.Type!.QualifiedName),
                context.EffectText);
        }
    }
}
