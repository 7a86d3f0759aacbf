using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>UPDATE, DELETE, INSERT ... SELECT or MERGE over a whole table in one statement, or in a loop of one DO block.</summary>
internal sealed class UnbatchedDataChange : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG5001",
        Name = nameof(UnbatchedDataChange),
        Title = "A data change over a whole table in one transaction",
        MessageFormat = "{0} is bounded by no unique key: it may {1}, and keeps the rows it changes locked until {2}. Instead: change the rows in "
            + "batches over the primary key, each in a transaction of its own, outside the migration.",
        Description = "One statement over a whole table keeps row locks, dead rows and the replicas' lag growing until it commits, and starts "
            + "from nothing when it fails. A loop in a DO block is one transaction too, unless it commits.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Absorbs = ImmutableArray.Create("MIG4003", "MIG5002"),
        Concerns = [typeof(DataChange)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is DataChange change && UnboundedData.Is(context, change) && !CommitsInLoop(context))
        {
            context.Report(
                Descriptor,
                ChangeWording.Statement(change),
                change.Kind is DataChangeKind.Insert or DataChangeKind.Merge
                    ? "write a row for every row of " + ChangeWording.List(change.Sources.Select(ChangeWording.Quote))
                    : "touch every row of " + ChangeWording.Quote(change.Table!),
                context.Transaction is null ? "it ends" : "the transaction ends");
        }
    }

    // A DO block that commits in its loop works in batches; PostgreSQL allows that only outside a transaction block.
    private static bool CommitsInLoop(ChangeContext context)
    {
        var origin = context.Change.Origin;
        return origin.InDoBlock && context.Transaction is null
            && context.Step.Changes.Any(c => c is TransactionControl { Kind: TransactionControlKind.Commit } && c.Origin.Statement == origin.Statement);
    }
}
