using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>LOCK TABLE in a mode that blocks writes or more.</summary>
internal sealed class ExplicitTableLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1206",
        Name = nameof(ExplicitTableLock),
        Title = "LOCK TABLE blocks until the transaction ends",
        MessageFormat = "{0} takes {1} and holds it until the transaction ends. Instead: let each statement take the lock it needs, or set a "
            + "lock_timeout and keep the transaction short.",
        Description = "LOCK TABLE without a mode takes the strongest lock. It waits for every open transaction on the table, all others wait "
            + "behind it, and it is held until the transaction ends.",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(LockTable)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is LockTable change && context.Effects.StrongestLock.BlocksWrites() && !IsTakenAnyway(context, change))
        {
            context.Report(Descriptor, ChangeWording.Statement(change), EffectWording.Locks(context.Effects));
        }
    }

    // Before an ALTER TABLE it only takes a moment earlier what comes next; the statements after it have rules of their own.
    private static bool IsTakenAnyway(ChangeContext context, LockTable change) =>
        context.Transaction is not null
        && context.Later.FirstOrDefault() is { } next && next.Origin.Step == change.Origin.Step
        && LockModel.EffectsOf(next, context.Before, context.Version).Relations is var relations
        && change.Tables.All(table => relations.Any(r => r.Relation == table && r.Lock >= change.Mode));
}
