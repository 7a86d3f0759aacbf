using System;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP COLUMN of a column that holds data of its own.</summary>
internal sealed class DropColumnLosesData : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3001",
        Name = nameof(DropColumnLosesData),
        Title = "Dropping a column loses its data",
        MessageFormat = "Dropping {0} loses its values; neither Down() nor the next release brings them back. Instead: stop mapping the column in one "
            + "release, and drop it in a later one, when nothing uses it any more and a backup holds what is still worth keeping.",
        Description = "DROP COLUMN is brief, and final: a rolled back release, or a later migration, gets an empty column. A column that the "
            + "model no longer maps costs nothing, so that there is no hurry to drop it.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        IsAboutContract = true,
        Concerns = [typeof(DropColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not DropColumn change
            || context.IsNewColumn(change.Table, change.Column)
            || context.Before.FindTable(change.Table) is { } table && HoldsNothing(table, change))
        {
            return;
        }

        context.Report(Descriptor, ChangeWording.Quote(change.Table, change.Column));
    }

    // A generated column is computed from others, and IF EXISTS may have nothing to drop.
    private static bool HoldsNothing(TableState table, DropColumn change) =>
        table.FindColumn(change.Column) is { } column
            ? column.Generated != GeneratedKind.None
            : change.IfExists && table.IsComplete;
}
