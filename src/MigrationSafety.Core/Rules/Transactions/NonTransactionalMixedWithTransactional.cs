using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// suppressTransaction beside transactional operations. What ran before a failing step stays, the history row is not
/// written, and the next attempt meets its own leftovers. Quiet where every step but the last may run twice.
/// </summary>
internal sealed class NonTransactionalMixedWithTransactional : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4005",
        Name = nameof(NonTransactionalMixedWithTransactional),
        Title = "A migration that is partly outside its transaction may stay half applied",
        MessageFormat = "{0} runs outside the migration's transaction: if a step fails, {1} is already committed, the migration is not "
            + "recorded as applied, and the next attempt fails on it. Instead: {2}.",
        Description = "EF Core commits before a step with suppressTransaction and begins again after it. A failure leaves the migration half "
            + "applied and not recorded. Give such a step a migration of its own, or write the others so that they may run twice.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Split,
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (context.ChangeSet.IsSqlFile || !context.ChangeSet.RunnerOpensTransaction)
        {
            return;
        }

        // The session's parameters are not part of the schema: they neither stay nor fail.
        var changes = context.Changes.Where(static c => c.Change is not (SetParameter or TransactionControl)).ToList();
        var suppressed = changes.FirstOrDefault(static c => TransactionSuppression.Of(c.Step));
        if (suppressed is null || changes.TrueForAll(static c => TransactionSuppression.Of(c.Step)))
        {
            return;
        }

        // What fails last was rolled back or left nothing behind that a step after it could have committed.
        var last = Unit(changes[changes.Count - 1]);
        var safety = new RerunSafety();
        foreach (var change in changes)
        {
            if (!safety.IsSafe(change.Change) && Unit(change) != last)
            {
                Report(suppressed, change);
                return;
            }
        }
    }

    // Steps of one transaction are committed together; a suppressed step is committed by itself.
    private static (int? Transaction, int Step) Unit(ChangeContext change) =>
        TransactionSuppression.Of(change.Step) ? (null, change.Change.Origin.Step) : (change.Transaction, -1);

    private void Report(ChangeContext suppressed, ChangeContext unsafeChange)
    {
        var statement = ChangeWording.Statement(suppressed.Change);
        if (ReferenceEquals(suppressed, unsafeChange))
        {
            suppressed.Report(Descriptor, statement, "it", "make it a migration of its own, or guard it by DROP ... IF EXISTS before it");
        }
        else
        {
            suppressed.Report(
                Descriptor,
                statement,
                ChangeWording.Statement(unsafeChange.Change),
                "make it a migration of its own, or guard the others by IF [NOT] EXISTS");
        }
    }
}
