using System;
using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>A data change over a whole table in one transaction with a schema change that locks an existing table.</summary>
internal sealed class DataChangeWithSchemaChange : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG5002",
        Name = nameof(DataChangeWithSchemaChange),
        Title = "A data change and a schema change in one transaction",
        MessageFormat = "{0} may touch every row of its table, in one transaction with {1}, which takes {2}: each keeps its locks until both "
            + "are done. Instead: move the data change out of the migration and run it in batches.",
        Description = "A data change keeps its transaction open for long, and the schema change's lock is held until the end: reads or writes "
            + "wait for both.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Concerns = [typeof(DataChange)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        var schemaChanges = FirstSchemaChanges(context);
        foreach (var change in context.Changes)
        {
            if (change.Transaction is { } transaction && schemaChanges.TryGetValue(transaction, out var other)
                && change.Change is DataChange data && UnboundedData.Is(change, data))
            {
                change.Report(
                    Descriptor, ChangeWording.Statement(data), ChangeWording.Statement(other.Change), EffectWording.Locks(other.Effects));
            }
        }
    }

    /// <summary>The first change of each transaction that locks an existing table.</summary>
    private static Dictionary<int, ChangeContext> FirstSchemaChanges(ChangeSetContext context)
    {
        var first = new Dictionary<int, ChangeContext>();
        foreach (var change in context.Changes)
        {
            if (change.Transaction is { } transaction && change.Change is not DataChange && !first.ContainsKey(transaction)
                && change.Effects.FailsWith is null && change.Effects.StrongestLock.BlocksWrites())
            {
                first.Add(transaction, change);
            }
        }

        return first;
    }
}
