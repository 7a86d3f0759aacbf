using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD EXCLUDE: there is no NOT VALID and no USING INDEX for it.</summary>
internal sealed class ExclusionConstraintBlocks : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1011",
        Name = nameof(ExclusionConstraintBlocks),
        Title = "Adding an exclusion constraint builds its index under an exclusive lock",
        MessageFormat = "EXCLUDE constraint {0}: adding it {1}. Instead: create a new table with the constraint and move the rows in batches, "
            + "or do it in a maintenance window (EXCLUDE knows neither NOT VALID nor USING INDEX).",
        Description = "ADD EXCLUDE makes reads and writes wait until its index is built and every row compared. PostgreSQL has no way to build "
            + "it beforehand.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Concerns = [typeof(AddConstraint)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AddConstraint { Constraint: { Kind: ConstraintKind.Exclusion } exclusion } change
            && context.Effects.Relations.Any(static r => r.GrowsWithTable))
        {
            context.Report(Descriptor, ChangeWording.Name(exclusion, change.Table), context.EffectText);
        }
    }
}
