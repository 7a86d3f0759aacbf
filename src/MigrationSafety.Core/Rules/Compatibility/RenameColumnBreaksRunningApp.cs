using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>RENAME COLUMN: the running version names the old one in every query.</summary>
internal sealed class RenameColumnBreaksRunningApp : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2001",
        Name = nameof(RenameColumnBreaksRunningApp),
        Title = "Renaming a column breaks the running application",
        MessageFormat = "From the moment {0} is called {1}, every statement of the running version that names it fails with 42703.{3} Instead: rename "
            + "only the property and keep the column's name (HasColumnName); or add {1}, keep both in step by a trigger, fill it in batches, and "
            + "drop {2} in a later release.",
        Description = "While a release rolls out, the old version of the application still runs. EF Core names every mapped column in its queries, "
            + "so a renamed column makes all of them fail. The name of a property may change without the column's.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Concerns = [typeof(RenameColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not RenameColumn change
            || context.IsNewColumn(change.Table, change.Column)
            || RunningNames.IsTakenAgain(context, change.Table, change.Column)
            || IsSwapped(context, change))
        {
            return;
        }

        var usage = ApplicationUse.OfRenamedColumn(context, RunningNames.NameBefore(context, change.Table), change.Column, change.NewName);
        context.Report(
            Descriptor,
            Descriptor.DefaultSeverity,
            usage.Places,
            ChangeWording.Quote(change.Table, change.Column),
            ChangeWording.Quote(change.NewName),
            ChangeWording.Quote(change.Column),
            UsageWording.Sentence(usage));
    }

    /// <summary>The column takes the place of another one, which is what the running version maps under that name.</summary>
    private static bool IsSwapped(ChangeContext context, RenameColumn change) =>
        RunningNames.WasFreed(context, change.Table, change.NewName)
        && (RunningNames.KnowsModel(context)
            ? RunningNames.FindMapped(context, change.Table, change.Column) is null
            : !context.Earlier.Any(c => c is DropColumn drop && drop.Table == change.Table && drop.Column == change.NewName));
}
