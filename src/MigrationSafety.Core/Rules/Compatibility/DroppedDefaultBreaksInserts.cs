using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP DEFAULT and DROP IDENTITY: INSERTs of the running version that leave the column out get NULL, or fail.</summary>
internal sealed class DroppedDefaultBreaksInserts : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2007",
        Name = nameof(DroppedDefaultBreaksInserts),
        Title = "Dropping a default breaks inserts that rely on it",
        MessageFormat = "Without the default of {0} every INSERT of the running version that does not name the column {1}. Instead: keep the default until "
            + "no version relies on it, and drop it in a later release.",
        Description = "EF Core leaves a column with a database default out of its INSERTs, and a version that is older than the column never names it. "
            + "Both need the default for as long as they run.",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(DropDefault), typeof(DropIdentity)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.IsAboutNewTable || context.Change is not (DropDefault or DropIdentity) || context.Change is not ColumnChange change || IsReplaced(context, change))
        {
            return;
        }

        var table = context.Before.FindTable(change.Table);
        var column = table?.FindColumn(change.Column);
        if (table?.IsComplete == true && column is { Default: null, Identity: IdentityKind.None })
        {
            return;
        }

        var isNew = context.IsNewColumn(change.Table, change.Column);
        if (column?.NotNull == false)
        {
            // The running version does not read a column that it does not know.
            if (!isNew)
            {
                context.Report(Descriptor, Severity.Info, ChangeWording.Quote(change.Table, change.Column), "stores NULL in it");
            }
        }
        else
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                column?.NotNull == true ? "fails with 23502" : "stores NULL in it, or fails with 23502 where it is NOT NULL");
        }
    }

    // Another default, an identity, or no column at all.
    private static bool IsReplaced(ChangeContext context, ColumnChange change) => context.Later.Any(c => c switch
    {
        SetDefault or AddIdentity or DropColumn => c is ColumnChange later && later.Table == change.Table && later.Column == change.Column,
        AddColumn add => add.Table == change.Table && add.Column.Name == change.Column,
        DropTable drop => drop.Table == change.Table,
        _ => false,
    });
}
