using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>REINDEX without CONCURRENTLY.</summary>
internal sealed class ReindexBlocks : Rule
{
    private const int HasConcurrently = 12;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1003",
        Name = nameof(ReindexBlocks),
        Title = "REINDEX without CONCURRENTLY blocks writes and many reads",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "REINDEX makes writes on the table wait, and every query that could use the index, until the index is rebuilt. "
            + "REINDEX CONCURRENTLY (12 and later) lets them go on; it must run outside a transaction.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(Reindex)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is Reindex { Concurrently: false } change)
        {
            context.Report(Descriptor, ChangeWording.Statement(change), Effects(context), Advice(context.Version, change.Target));
        }
    }

    // A whole schema or database: nobody knows here which tables it will come to.
    private static string Effects(ChangeContext context) => context.Effects.Relations.IsEmpty
        ? "rebuilds one index after the other and blocks writes on its table meanwhile, for a time that grows with the table"
        : context.EffectText;

    private static string Advice(PostgresVersion version, ReindexTarget target)
    {
        if (target == ReindexTarget.System)
        {
            return "a maintenance window (system catalogs cannot be reindexed CONCURRENTLY)";
        }

        return version.Major >= HasConcurrently
            ? "REINDEX ... CONCURRENTLY, outside a transaction (12 and later)"
            : "CREATE INDEX CONCURRENTLY under another name, then DROP INDEX CONCURRENTLY the old one (REINDEX CONCURRENTLY exists from 12 on)";
    }
}
