using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>CONCURRENTLY (and VACUUM, CREATE DATABASE ...) where a transaction block is open: certain to fail.</summary>
internal sealed class ConcurrentlyInTransaction : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4001",
        Name = nameof(ConcurrentlyInTransaction),
        Title = "A statement that cannot run in a transaction stands in one",
        MessageFormat = "{0} fails here with error 25001: {1}. Instead: {2}.",
        Description = "CREATE INDEX, DROP INDEX, REINDEX and DETACH PARTITION with CONCURRENTLY, and VACUUM, are rejected inside a "
            + "transaction block, and also beside other statements in one Sql() text, which Npgsql sends as one implicit transaction.",
        DefaultSeverity = Severity.Error,
        Fix = FixKind.Auto,
    };

    // Not CheckChange: it fails on a new table just as well.
    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var change in context.Changes)
        {
            // ADD VALUE below 12 has a rule of its own, MIG4006.
            if (!change.Effects.AllowedInTransaction && change.Change is not AlterEnum
                && (change.Transaction is not null || change.Change.Origin.InDoBlock))
            {
                Report(change, context.ChangeSet.IsSqlFile);
            }
        }
    }

    private void Report(ChangeContext change, bool isSqlFile)
    {
        var statement = ChangeWording.Statement(change.Change);
        if (change.Change.Origin.InDoBlock)
        {
            change.Report(Descriptor, statement, "a DO block is always a transaction", "make it a statement of its own, outside a transaction");
        }
        else if (isSqlFile)
        {
            change.Report(Descriptor, statement, "a transaction block is open", "run it before BEGIN or after COMMIT, in a file that is not run in a transaction");
        }
        else if (change.Step.RunsOutsideTransaction)
        {
            change.Report(
                Descriptor,
                statement,
                "Npgsql sends the statements of one text as one transaction",
                "give it a Sql(..., suppressTransaction: true) call of its own");
        }
        else
        {
            change.Report(Descriptor, statement, "EF Core runs it inside the migration's transaction", "a Sql() call of its own with suppressTransaction: true");
        }
    }
}
