using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ATTACH PARTITION, or CREATE TABLE ... PARTITION OF, that reads rows or builds indexes.</summary>
internal sealed class PartitionAttachScans : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1204",
        Name = nameof(PartitionAttachScans),
        Title = "Attaching a partition reads its rows, or those of the default partition",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "PostgreSQL checks that every row fits the new bounds, and that none in the default partition does, while both are locked. "
            + "Validated CHECKs that say so, and indexes made beforehand, make it brief.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Concerns = [typeof(AttachPartition), typeof(CreateTable)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (!context.Scans && !context.BuildsIndex)
        {
            return;
        }

        switch (context.Change)
        {
            case AttachPartition change:
                context.Report(Descriptor, ChangeWording.Statement(change), context.EffectText, AttachAdvice);
                break;
            case CreateTable { PartitionOf: not null } change:
                context.Report(
                    Descriptor,
                    ChangeWording.Statement(change) + " PARTITION OF",
                    context.EffectText,
                    "CREATE TABLE by itself, a validated CHECK on the default partition that excludes the new bounds, then ATTACH PARTITION");
                break;
        }
    }

    private const string AttachAdvice = "before it, add CHECKs NOT VALID and validate them (the partition's rows fit the bounds; the default "
        + "partition's do not), and build the parent's indexes on it CONCURRENTLY";
}
