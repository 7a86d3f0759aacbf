using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>REFRESH MATERIALIZED VIEW without CONCURRENTLY.</summary>
internal sealed class RefreshMaterializedViewBlocksReads : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1202",
        Name = nameof(RefreshMaterializedViewBlocksReads),
        Title = "REFRESH MATERIALIZED VIEW without CONCURRENTLY blocks reads",
        MessageFormat = "{0} {1}. Instead: REFRESH MATERIALIZED VIEW CONCURRENTLY, which lets reads go on; the view needs a unique index over "
            + "plain columns and must have been filled before.",
        Description = "A plain refresh makes every query of the view wait until its own query has run. CONCURRENTLY does not, and it may run "
            + "inside a transaction.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(RefreshMaterializedView)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is RefreshMaterializedView { Concurrently: false } change && !context.IsNewTable(change.View))
        {
            context.Report(Descriptor, ChangeWording.Statement(change), context.EffectText);
        }
    }
}
