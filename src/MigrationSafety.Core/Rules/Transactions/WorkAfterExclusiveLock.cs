using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>A long statement after one that took an exclusive lock, in the same transaction: the lock lasts as long.</summary>
internal sealed class WorkAfterExclusiveLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4003",
        Name = nameof(WorkAfterExclusiveLock),
        Title = "Long work while an exclusive lock is held",
        MessageFormat = "{0} takes a time that grows with the table, and this transaction already holds {1}, taken by {2}, until it ends. "
            + "Instead: put it into a transaction of its own, before the statement that locks, or in a migration after it.",
        Description = "A lock is held until its transaction ends. A scan, an index build or a data change after a statement that took an "
            + "exclusive lock keeps reads and writes waiting for all that time, even where that statement itself was brief.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (context.Changes.Length < 2)
        {
            return;
        }

        var locked = new Dictionary<int, ChangeContext>();
        foreach (var change in context.Changes)
        {
            if (change.Transaction is not { } transaction)
            {
                continue;
            }

            if (locked.TryGetValue(transaction, out var holder))
            {
                if (IsLong(change) && holder.Change.Origin.Statement != change.Change.Origin.Statement)
                {
                    change.Report(
                        Descriptor,
                        ChangeWording.Statement(change.Change),
                        EffectWording.Locks(holder.Effects),
                        ChangeWording.Statement(holder.Change));
                }
            }
            else if (LocksExclusively(change))
            {
                locked.Add(transaction, change);
            }
        }
    }

    // Nobody waits for a table that is gone.
    private static bool LocksExclusively(ChangeContext change) => change.Effects.FailsWith is null
        && change.Effects.Relations.Any(r => r.Lock == LockMode.AccessExclusive && !IsDropped(r, change.Change));

    private static bool IsDropped(RelationEffect effect, SchemaChange change) => change switch
    {
        DropTable c => effect.Relation == c.Table,
        DropObject c => effect.Relation == c.Name,
        _ => false,
    };

    private static bool IsLong(ChangeContext change) => change.Change is DataChange data
        ? UnboundedData.Is(change, data) || UnboundedData.CopiesMany(change, data)
        : change.Effects.FailsWith is null && change.Effects.Relations.Any(static r => r.GrowsWithTable);
}
