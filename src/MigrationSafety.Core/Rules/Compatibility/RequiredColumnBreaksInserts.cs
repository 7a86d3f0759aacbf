using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>A new NOT NULL column without a default, at once or by SET NOT NULL: INSERTs that do not know it have no value for it.</summary>
internal sealed class RequiredColumnBreaksInserts : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2006",
        Name = nameof(RequiredColumnBreaksInserts),
        Title = "A new required column without a default breaks inserts",
        MessageFormat = "New column {0} is NOT NULL and has no default: {1}every INSERT of the running version, which does not name it, fails with 23502. "
            + "Instead: add it with a default (a constant is stored once and costs nothing), or nullable, and set NOT NULL in a later release.",
        Description = "The version of the application that still runs does not name the new column in its INSERTs. Without a default there is no "
            + "value for it. On a table that has rows, ADD COLUMN ... NOT NULL without a default fails at once.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Absorbs = ImmutableArray.Create("MIG4003"),
        Concerns = [typeof(AddColumn), typeof(SetNotNull)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.IsAboutNewTable)
        {
            return;
        }

        switch (context.Change)
        {
            case AddColumn change when IsRequired(change.Column) && !HasValue(ColumnApplication.ToState(change.Column)) && !IsThere(context, change):
                context.Report(
                    Descriptor, ChangeWording.Quote(change.Table, change.Column.Name), "the statement fails with 23502 as soon as the table has a row, and ");
                break;

            // Added nullable in this very migration, filled, and made required: old rows are fine, new ones are not.
            case SetNotNull change when IsAddedHere(context, change) && !HasValueLater(context, change):
                context.Report(Descriptor, ChangeWording.Quote(change.Table, change.Column), "");
                break;
        }
    }

    private static bool IsRequired(ColumnDefinition column) =>
        column.NotNull || column.Constraints.Any(static c => c.Kind is ConstraintKind.PrimaryKey or ConstraintKind.NotNull);

    private static bool HasValue(ColumnState? column) =>
        column is null || column.Default is not null || column.Identity != IdentityKind.None || column.Generated != GeneratedKind.None;

    private static bool IsThere(ChangeContext context, AddColumn change) =>
        change.IfNotExists && context.Before.FindTable(change.Table)?.FindColumn(change.Column.Name) is not null;

    private static bool IsAddedHere(ChangeContext context, SetNotNull change) =>
        context.Earlier.Any(c => c is AddColumn add && add.Table == change.Table && add.Column.Name == change.Column);

    private static bool HasValueLater(ChangeContext context, SetNotNull change) =>
        HasValue(context.Before.FindTable(change.Table)?.FindColumn(change.Column))
        || context.Later.Any(c => c is SetDefault or AddIdentity && c is ColumnChange column && column.Table == change.Table && column.Column == change.Column);
}
