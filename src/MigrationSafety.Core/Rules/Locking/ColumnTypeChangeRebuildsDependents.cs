using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>A type change that leaves the rows alone but rebuilds an index, rescans for a CHECK or locks a foreign key's other table.</summary>
internal sealed class ColumnTypeChangeRebuildsDependents : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1106",
        Name = nameof(ColumnTypeChangeRebuildsDependents),
        Title = "A cheap type change still rebuilds or rereads what depends on the column",
        MessageFormat = "Changing {0} {1} does not rewrite the table, but it {2}. Instead: {3}.",
        Description = "An index with an expression or a predicate on the column, an index whose operator class or collation changes, a CHECK and "
            + "a foreign key each make a type change dearer that would otherwise be brief.",
        DefaultSeverity = Severity.Info,
        IsAboutSize = true,
        Concerns = [typeof(AlterColumnType)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not AlterColumnType change || context.Rewrites || context.Effects.FailsWith is not null)
        {
            return;
        }

        if ((context.BuildsIndex || context.Scans || LocksPartner(context, change)) && context.Effects.StrongestLock.BlocksWrites())
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                ColumnTypeChangeRewritesTable.Types(context, change),
                context.EffectText,
                Advice(context));
        }
    }

    private static bool LocksPartner(ChangeContext context, AlterColumnType change) => context.Effects.Relations.Any(r =>
        !r.IsIndex && r.Lock.BlocksReads() && r.Relation != change.Table && context.Before.FindTable(r.Relation)?.PartitionOf is null);

    private static string Advice(ChangeContext context)
    {
        if (context.BuildsIndex)
        {
            return "drop the index CONCURRENTLY before and build it CONCURRENTLY after the change";
        }

        return context.Scans
            ? "drop the CHECK before, and add it NOT VALID and validate it in a later transaction"
            : "keep it alone in its transaction, with a lock_timeout";
    }
}
