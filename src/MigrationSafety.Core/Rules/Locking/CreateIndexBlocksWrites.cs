using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>CREATE INDEX without CONCURRENTLY.</summary>
internal sealed class CreateIndexBlocksWrites : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1001",
        Name = nameof(CreateIndexBlocksWrites),
        Title = "CREATE INDEX without CONCURRENTLY blocks writes",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "A plain CREATE INDEX makes INSERT, UPDATE and DELETE wait until the whole table is read and the index written. "
            + "CREATE INDEX CONCURRENTLY lets them go on; it must run outside a transaction.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(CreateIndex)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is CreateIndex { Concurrently: false } change && context.BuildsIndex)
        {
            context.Report(Descriptor, ChangeWording.Statement(change), context.EffectText, Advice(context, change));
        }
    }

    private static string Advice(ChangeContext context, CreateIndex change)
    {
        if (context.IsPartitioned(change.Table))
        {
            return "CREATE INDEX ON ONLY the parent, one CONCURRENTLY on each partition, then ALTER INDEX ... ATTACH PARTITION "
                + "(a partitioned table takes no CONCURRENTLY)";
        }

        return context.IsEfOperation
            ? "add .Annotation(\"Npgsql:CreatedConcurrently\", true), which makes it CREATE INDEX CONCURRENTLY outside the transaction"
            : "CREATE INDEX CONCURRENTLY, outside a transaction";
    }
}
