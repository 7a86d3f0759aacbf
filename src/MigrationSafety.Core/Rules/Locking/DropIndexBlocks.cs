using System;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP INDEX without CONCURRENTLY: short, but it queues behind long transactions.</summary>
internal sealed class DropIndexBlocks : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1002",
        Name = nameof(DropIndexBlocks),
        Title = "DROP INDEX without CONCURRENTLY blocks reads and writes",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "DROP INDEX itself is quick, but it needs an exclusive lock on the table: it waits for every open transaction that "
            + "uses the table, and all later reads and writes wait behind it. DROP INDEX CONCURRENTLY does not block them.",
        DefaultSeverity = Severity.Info,
        Fix = FixKind.Auto,
        Concerns = [typeof(DropIndex)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is DropIndex { Concurrently: false } change
            && context.Effects is { FailsWith: null, StrongestLock: LockMode.AccessExclusive })
        {
            context.Report(Descriptor, ChangeWording.Statement(change), context.EffectText, Advice(context, change));
        }
    }

    private static string Advice(ChangeContext context, DropIndex change)
    {
        var table = change.Table ?? context.Before.FindIndex(change.Index)?.Table;
        if (table is { } known && context.IsPartitioned(known))
        {
            return "keep it in a short transaction of its own with a lock_timeout (an index of a partitioned table cannot be dropped CONCURRENTLY)";
        }

        return context.IsEfOperation
            ? "migrationBuilder.Sql(\"DROP INDEX CONCURRENTLY ...\", suppressTransaction: true), since DropIndex knows no CONCURRENTLY"
            : "DROP INDEX CONCURRENTLY, outside a transaction";
    }
}
