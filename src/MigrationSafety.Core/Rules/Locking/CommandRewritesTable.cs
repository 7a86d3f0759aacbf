using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>CLUSTER, VACUUM FULL, SET LOGGED/UNLOGGED, SET TABLESPACE, SET ACCESS METHOD.</summary>
internal sealed class CommandRewritesTable : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1201",
        Name = nameof(CommandRewritesTable),
        Title = "This command copies the whole table under an exclusive lock",
        MessageFormat = "{0} {1}. Instead: {2}.",
        Description = "CLUSTER, VACUUM FULL, SET LOGGED, SET UNLOGGED, SET TABLESPACE and SET ACCESS METHOD copy the table (or an index) while "
            + "reads and writes wait, and need room for the copy.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Concerns = [typeof(Cluster), typeof(Vacuum), typeof(AlterIndex), typeof(AlterTableOption)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (!IsCopy(context.Change))
        {
            return;
        }

        // CLUSTER and VACUUM FULL without a table: all of them.
        if (context.Effects.Relations.IsEmpty)
        {
            context.Report(
                Descriptor,
                ChangeWording.Statement(context.Change),
                "copies one table after the other and blocks reads and writes on it meanwhile, for a time that grows with the table",
                Advice(context.Change));
        }
        else if (context.Effects.Relations.Any(static r => r.GrowsWithTable || r.NewFile))
        {
            context.Report(Descriptor, ChangeWording.Statement(context.Change), Effects(context), Advice(context.Change));
        }
    }

    private static string Effects(ChangeContext context) => context.Effects.Relations.Any(static r => r.GrowsWithTable)
        ? context.EffectText
        : "takes " + Locks.EffectWording.Locks(context.Effects) + " while the file is copied, for a time that grows with the table";

    private static bool IsCopy(SchemaChange change) => change switch
    {
        Cluster or Vacuum { Full: true } or AlterIndex { Kind: AlterIndexKind.SetTablespace } => true,
        AlterTableOption c => c.Option is TableOption.SetLogged or TableOption.SetUnlogged or TableOption.SetTablespace or TableOption.SetAccessMethod,
        _ => false,
    };

    private static string Advice(SchemaChange change) => change switch
    {
        Cluster or Vacuum => "pg_repack or pg_squeeze, which copy the table while it is in use, or plain VACUUM",
        AlterIndex => "CREATE INDEX CONCURRENTLY in the other tablespace, then DROP INDEX CONCURRENTLY the old one",
        _ => "a new table with these options, filled in batches and swapped, or a maintenance window",
    };
}
