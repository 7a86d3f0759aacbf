using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>A foreign key that is validated at once: ADD CONSTRAINT, or inline REFERENCES on a column with a default.</summary>
internal sealed class ForeignKeyValidatesUnderLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1004",
        Name = nameof(ForeignKeyValidatesUnderLock),
        Title = "Adding a validated foreign key blocks writes on both tables",
        MessageFormat = "Foreign key {0}: adding it validated {1}. Instead: {2}.",
        Description = "A foreign key that is validated at once reads both tables while writes on both of them wait. "
            + "Added NOT VALID it is brief, and VALIDATE CONSTRAINT in a later transaction lets reads and writes go on.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(AddConstraint), typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        // A new table has no rows to validate; what it locks is MIG1006's.
        if (context.Change is TableChange change && context.Scans && !context.IsNewTable(change.Table) && Validated(change) is { } key)
        {
            context.Report(Descriptor, ChangeWording.Name(key, change.Table), context.EffectText, Advice(context, change));
        }
    }

    private static ConstraintDefinition? Validated(TableChange change) => change switch
    {
        AddConstraint { Constraint: { Kind: ConstraintKind.ForeignKey, NotValid: false, NotEnforced: false } key } => key,

        // Without a default every row is NULL in the new column, and PostgreSQL validates nothing; DEFAULT NULL it takes for one.
        AddColumn { Column: { Default: not null } column } =>
            column.Constraints.FirstOrDefault(static c => c is { Kind: ConstraintKind.ForeignKey, NotEnforced: false }),
        _ => null,
    };

    private static string Advice(ChangeContext context, TableChange change)
    {
        if (change is AddColumn)
        {
            return "add the column alone, then the foreign key NOT VALID, then VALIDATE CONSTRAINT in a later transaction";
        }

        return context.IsPartitioned(change.Table) && context.Version.Major < 18
            ? "add it NOT VALID to each partition and validate it there; the parent then takes it over without a scan "
                + "(a partitioned table itself takes NOT VALID only from 18 on)"
            : "add it NOT VALID, then VALIDATE CONSTRAINT in a later transaction, which blocks neither reads nor writes";
    }
}
