using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>DETACH PARTITION without CONCURRENTLY, which exists from 14 on.</summary>
internal sealed class PartitionDetachBlocks : Rule
{
    private const int HasConcurrently = 14;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1205",
        Name = nameof(PartitionDetachBlocks),
        Title = "DETACH PARTITION without CONCURRENTLY blocks the whole partitioned table",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "DETACH PARTITION is quick, but it needs an exclusive lock on the parent: it waits for every open transaction there, and "
            + "all later reads and writes wait behind it. DETACH CONCURRENTLY (14 and later) does not block them.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Auto,
        Concerns = [typeof(DetachPartition)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not DetachPartition { Concurrently: false, Finalize: false } change)
        {
            return;
        }

        if (context.Version.Major < HasConcurrently)
        {
            Report(context, Severity.Info, "keep it in a short transaction of its own with a lock_timeout (CONCURRENTLY exists from 14 on)");
        }
        else if (HasDefaultPartition(context, change.Table))
        {
            Report(context, Severity.Info, "keep it in a short transaction of its own with a lock_timeout (a default partition rules out CONCURRENTLY)");
        }
        else
        {
            Report(context, Severity.Warning, "DETACH PARTITION ... CONCURRENTLY, outside a transaction (14 and later)");
        }
    }

    private void Report(ChangeContext context, Severity severity, string advice) =>
        context.Report(Descriptor, severity, ChangeWording.Statement(context.Change), context.EffectText, advice);

    private static bool HasDefaultPartition(ChangeContext context, QualifiedName parent) =>
        context.Before.Tables.Values.Any(t => t.IsDefaultPartition && t.PartitionOf == parent);
}
