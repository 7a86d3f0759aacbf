using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP TABLE (or SCHEMA) of what the running version maps, or code here still uses.</summary>
internal sealed class DroppedTableStillUsed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2005",
        Name = nameof(DroppedTableStillUsed),
        Title = "A dropped table is still used",
        MessageFormat = "{0} fail with 42P01 as soon as the table is dropped.{1} Instead: first release a version that does not map or name it (the "
            + "scaffolded DropTable taken out of Up), and drop it in the release after.",
        Description = "While a release rolls out, the old version still runs and queries the tables that its model maps. Dropping a table takes two "
            + "releases: the first stops using it, the second drops it.",
        DefaultSeverity = Severity.Warning,
        IsAboutContract = true,
        Concerns = [typeof(DropTable), typeof(DropObject)],
    };

    public override void CheckChange(ChangeContext context)
    {
        switch (context.Change)
        {
            case DropTable drop when RunningNames.Knows(context, drop.Table) && !RunningNames.IsTakenAgain(context, drop.Table):
                Check(context, drop.Table, context.RunningModel?.FindTable(drop.Table), ApplicationUse.OfTable(context, drop.Table));
                break;

            // Its tables go with it (CASCADE; EF Core's DropSchema fails on a schema that still has some).
            case DropObject { Kind: ObjectKind.Schema, Cascade: true } drop:
                var table = context.RunningModel?.Tables.FirstOrDefault(t => t.Name.Schema == drop.Name.Name && RunningNames.Knows(context, t.Name));
                if (table is not null)
                {
                    Check(context, table.Name, table, ApplicationUse.OfTable(context, table.Name));
                }

                break;
        }
    }

    private void Check(ChangeContext context, QualifiedName name, MappedTable? running, UsageReport usage)
    {
        if (running is not null || !usage.Places.IsEmpty)
        {
            context.Report(
                Descriptor,
                Descriptor.DefaultSeverity,
                usage.Places,
                running is null
                    ? "Statements that name " + ChangeWording.Quote(name)
                    : "The running version maps " + ChangeWording.Quote(name) + " (" + ChangeWording.List(Entities(running)) + "): its statements on it",
                UsageWording.Sentence(usage));
        }
    }

    private static IEnumerable<string> Entities(MappedTable table) =>
        table.Entities.Select(static entity => entity.Name.Substring(entity.Name.LastIndexOfAny(['.', '+']) + 1)).Distinct();
}
