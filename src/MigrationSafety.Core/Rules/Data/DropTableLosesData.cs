using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP TABLE, DROP SCHEMA with what is in it, DROP MATERIALIZED VIEW.</summary>
internal sealed class DropTableLosesData : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3002",
        Name = nameof(DropTableLosesData),
        Title = "Dropping a table loses its data",
        MessageFormat = "{0} {1}, and statements of the running version that name {2} fail. Instead: {3}.",
        Description = "DROP TABLE is final: neither Down() nor a rolled back release brings the rows back. What no version of the application "
            + "uses any more can wait, renamed or not, until a backup was checked.",
        DefaultSeverity = Severity.Warning,
        IsAboutContract = true,
        Concerns = [typeof(DropTable), typeof(DropObject)],
    };

    public override void CheckChange(ChangeContext context)
    {
        const string Wait = "stop using it in one release, and drop it in a later one, when a backup holds what is still worth keeping";
        switch (context.Change)
        {
            case not null when context.IsAboutNewTable:
                break;
            case DropTable change:
                context.Report(Descriptor, ChangeWording.Statement(change), "loses its rows for good", "it", Wait);
                break;

            // Without CASCADE only an empty schema can be dropped.
            case DropObject { Kind: ObjectKind.Schema, Cascade: true } change:
                context.Report(
                    Descriptor,
                    ChangeWording.Statement(change) + " CASCADE",
                    "loses the rows of every table in it for good",
                    "them",
                    "drop its tables by name, each when nothing uses it any more, and the empty schema last, without CASCADE");
                break;
            case DropObject { Kind: ObjectKind.MaterializedView } change when !IsMadeAgain(context, change):
                context.Report(
                    Descriptor,
                    ChangeWording.Statement(change),
                    "loses what it holds (its query could compute that again, for as long as the tables have it)",
                    "it",
                    "stop using it in one release, and drop it in a later one");
                break;
        }
    }

    private static bool IsMadeAgain(ChangeContext context, DropObject change) =>
        context.Later.Any(c => c is CreateView view && view.View == change.Name);
}
