using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>TRUNCATE.</summary>
internal sealed class TruncateBlocksAndCascades : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1203",
        Name = nameof(TruncateBlocksAndCascades),
        Title = "TRUNCATE locks the table, and CASCADE empties others",
        MessageFormat = "{0} {1}{2}. Instead: DELETE in batches.",
        Description = "TRUNCATE is quick, but it needs an exclusive lock that waits for every open transaction on the table, with all reads and "
            + "writes behind it. With CASCADE it also empties every table that references it.",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(Truncate)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is Truncate change)
        {
            context.Report(
                Descriptor,
                ChangeWording.Statement(change),
                context.EffectText,
                change.Cascade ? ", and CASCADE empties every table that references it" : "");
        }
    }
}
