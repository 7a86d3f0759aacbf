using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>BEGIN, COMMIT and ROLLBACK in a migration: the transaction they speak of is EF Core's.</summary>
internal sealed class StrayTransactionControl : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4007",
        Name = nameof(StrayTransactionControl),
        Title = "BEGIN or COMMIT inside a migration",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "EF Core opens a transaction around each migration and commits it. A COMMIT or ROLLBACK in the migration's SQL ends that "
            + "transaction: what came before stays or is lost, EF Core fails with \"Transaction is already completed\", and the migration is "
            + "not recorded as applied.",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(TransactionControl)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        if (context.ChangeSet.IsSqlFile || !context.ChangeSet.RunnerOpensTransaction)
        {
            return;
        }

        ChangeContext? open = null;
        foreach (var step in context.Changes.GroupBy(static c => c.Change.Origin.Step))
        {
            if (step.First().Step.RunsOutsideTransaction)
            {
                open = step.Aggregate(open, static (begun, c) => KindOf(c) switch
                {
                    TransactionControlKind.Begin => begun ?? c,
                    TransactionControlKind.Commit or TransactionControlKind.Rollback => null,
                    _ => begun,
                });
                continue;
            }

            ReportOpen(open);
            open = null;
            ReportInside(
                step.FirstOrDefault(static c => KindOf(c) is TransactionControlKind.Commit or TransactionControlKind.Rollback)
                ?? step.FirstOrDefault(static c => KindOf(c) == TransactionControlKind.Begin));
        }

        ReportOpen(open);
    }

    // COMMIT in a DO block is the block's own affair; a savepoint ends nothing.
    private static TransactionControlKind? KindOf(ChangeContext change) =>
        change.Change is TransactionControl { Kind: not TransactionControlKind.Savepoint } control && !control.Origin.InDoBlock ? control.Kind : null;

    private void ReportInside(ChangeContext? change)
    {
        switch (change is null ? null : KindOf(change))
        {
            case TransactionControlKind.Begin:
                change!.Report(Descriptor, Severity.Info, "BEGIN", "does nothing here but raise a warning: EF Core's transaction is open already", "leave it out");
                break;
            case { } kind:
                change!.Report(
                    Descriptor,
                    kind.ToString().ToUpperInvariant(),
                    "ends the transaction that EF Core opened around the migration: what came before it "
                    + (kind == TransactionControlKind.Commit ? "stays" : "is lost")
                    + ", EF Core fails with \"Transaction is already completed\", and the migration is not recorded as applied",
                    "leave it out, or use Sql(..., suppressTransaction: true) for what must run outside the transaction");
                break;
        }
    }

    private void ReportOpen(ChangeContext? begin) => begin?.Report(
        Descriptor,
        "BEGIN",
        "opens a transaction that no step outside EF Core's own ends: EF Core then fails with \"A transaction is already in progress\", or "
        + "everything since is rolled back when the connection closes",
        "put the COMMIT into the same Sql() text");
}
