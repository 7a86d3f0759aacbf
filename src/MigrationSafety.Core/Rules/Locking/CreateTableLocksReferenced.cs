using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>A new table with foreign keys to existing ones: brief, but it blocks writes there.</summary>
internal sealed class CreateTableLocksReferenced : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1006",
        Name = nameof(CreateTableLocksReferenced),
        Title = "Creating a table with foreign keys locks the referenced tables",
        MessageFormat = "The foreign keys of new table {0}: creating them {1}. Instead: keep the transaction short, with a lock_timeout, "
            + "and do nothing long after it.",
        Description = "A foreign key of a new table has no rows to check, but creating it blocks writes on each referenced table until the "
            + "transaction ends, and it waits for every transaction that has written there.",
        DefaultSeverity = Severity.Info,
        IsUnavoidable = true,
        Concerns = [typeof(CreateTable), typeof(AddConstraint), typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is TableChange change && HasForeignKey(change)
            && (change is CreateTable || context.IsNewTable(change.Table))
            && context.Effects.StrongestLock.BlocksWrites())
        {
            context.Report(Descriptor, ChangeWording.Quote(change.Table), context.EffectText);
        }
    }

    private static bool HasForeignKey(TableChange change) => change switch
    {
        CreateTable c => c.Constraints.Concat(c.Columns.SelectMany(static column => column.Constraints)).Any(IsForeignKey),
        AddConstraint c => IsForeignKey(c.Constraint),
        AddColumn c => c.Column.Constraints.Any(IsForeignKey),
        _ => false,
    };

    private static bool IsForeignKey(ConstraintDefinition constraint) => constraint.Kind == ConstraintKind.ForeignKey;
}
