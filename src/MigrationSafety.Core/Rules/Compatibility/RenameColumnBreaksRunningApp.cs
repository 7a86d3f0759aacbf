using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>RENAME COLUMN: the running version names the old one in every query.</summary>
internal sealed class RenameColumnBreaksRunningApp : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2001",
        Name = nameof(RenameColumnBreaksRunningApp),
        Title = "Renaming a column breaks the running application",
        MessageFormat = "From the moment {0} is called {1}, {2}.{3} Instead: {4}.",
        Description = "While a release rolls out, the old version of the application still runs. EF Core names every mapped column in its queries, "
            + "so a renamed column makes all of them fail. The name of a property may change without the column's.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Concerns = [typeof(RenameColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not RenameColumn change || context.IsNewColumn(change.Table, change.Column) || IsSwapped(context, change))
        {
            return;
        }

        var column = ChangeWording.Quote(change.Column);
        var newName = ChangeWording.Quote(change.NewName);
        if (!RunningNames.IsTakenAgain(context, change.Table, change.Column))
        {
            Report(
                context,
                change,
                "every statement of the running version that names it fails with 42703",
                "rename only the property and keep the column's name (HasColumnName); or add " + newName
                    + ", keep both in step by a trigger, fill it in batches, and drop " + column + " in a later release");
        }
        else if (OtherType(context, change) is var (former, successor))
        {
            Report(
                context,
                change,
                "the running version finds a new, empty column of type " + ChangeWording.Type(successor) + " under its name, and what it writes there as " + ChangeWording.Type(former) + " fails with 42804",
                "add the column of the other type under a name of its own, keep both in step by a trigger, fill it in batches, and swap the names when no "
                    + "version that needs the old type runs any more");
        }
    }

    private void Report(ChangeContext context, RenameColumn change, string consequence, string advice)
    {
        var usage = ApplicationUse.OfRenamedColumn(context, RunningNames.NameBefore(context, change.Table), change.Column, change.NewName);
        context.Report(
            Descriptor,
            Descriptor.DefaultSeverity,
            usage.Places,
            ChangeWording.Quote(change.Table, change.Column),
            ChangeWording.Quote(change.NewName),
            consequence,
            UsageWording.Sentence(usage),
            advice);
    }

    /// <summary>
    /// The types of the column and of the one that is added under its name, where values of the first cannot be written into
    /// the second; null where a column that was there before takes the name: the swap that ends an expand and contract.
    /// </summary>
    private static (PgType Former, PgType Successor)? OtherType(ChangeContext context, RenameColumn change) =>
        context.Before.FindTable(change.Table)?.FindColumn(change.Column)?.Type is { } former
        && context.Later.OfType<AddColumn>().FirstOrDefault(c => c.Table == change.Table && c.Column.Name == change.Column)?.Column.Type is { } successor
        && TypeCasts.Exists(former, successor, CastContext.Assignment, context.Before, context.Version) == false
            ? (former, successor)
            : null;

    /// <summary>The column takes the place of another one, which is what the running version maps under that name.</summary>
    private static bool IsSwapped(ChangeContext context, RenameColumn change) =>
        RunningNames.WasFreed(context, change.Table, change.NewName)
        && (RunningNames.KnowsModel(context)
            ? RunningNames.FindMapped(context, change.Table, change.Column) is null
            : !context.Earlier.Any(c => c is DropColumn drop && drop.Table == change.Table && drop.Column == change.NewName));
}
