using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>Dropping a foreign key, a column or a table that has one: the referenced table is locked as well.</summary>
internal sealed class DropForeignKeyLocksBothTables : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1005",
        Name = nameof(DropForeignKeyLocksBothTables),
        Title = "Dropping a foreign key locks both tables",
        MessageFormat = "{0} drops a foreign key to {1}: it {2}. Instead: drop the key alone in its transaction, with a lock_timeout, "
            + "and try again when it gives up.",
        Description = "Dropping a foreign key takes an exclusive lock on the table that has it and on the one it references, so a long query "
            + "on either stops reads and writes on both.",
        DefaultSeverity = Severity.Info,
        IsUnavoidable = true,
        Concerns = [typeof(DropConstraint), typeof(DropColumn), typeof(DropTable)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not TableChange change || change is not (DropConstraint or DropColumn or DropTable) || context.Effects.FailsWith is not null || context.Effects.Relations.IsEmpty)
        {
            return;
        }

        // A table that the same migration drops as well is locked anyway.
        var keys = Dropped(change, context.Before).ToList();
        var referenced = keys.Select(static k => k.ReferencedTable).OfType<QualifiedName>().Distinct()
            .Where(t => t != change.Table && !context.IsNewTable(t) && !IsDropped(t, context.ChangeSet)).ToList();
        if (referenced.Count > 0)
        {
            context.Report(
                Descriptor,
                ChangeWording.Statement(change),
                ChangeWording.List(referenced.Select(ChangeWording.Quote)),
                context.EffectText);
        }
        else if (keys.Count == 0 && change is DropConstraint { Kind: ConstraintKind.ForeignKey })
        {
            context.Report(Descriptor, ChangeWording.Statement(change), "another table, which it locks too", context.EffectText);
        }
    }

    private static IEnumerable<ConstraintDefinition> Dropped(TableChange change, SchemaState before)
    {
        if (before.FindTable(change.Table) is not { } table)
        {
            return [];
        }

        var keys = table.Constraints.Where(static c => c.Definition.Kind == ConstraintKind.ForeignKey);
        return change switch
        {
            DropConstraint c => keys.Where(k => k.Name == c.Name).Select(static k => k.Definition),
            DropColumn c => keys.Where(k => k.Definition.Columns.Contains(c.Column)).Select(static k => k.Definition),
            DropTable => keys.Select(static k => k.Definition),
            _ => [],
        };
    }

    private static bool IsDropped(QualifiedName table, ChangeSet changeSet) =>
        changeSet.Steps.Any(s => s.Changes.Any(c => c is DropTable drop && drop.Table == table));
}
