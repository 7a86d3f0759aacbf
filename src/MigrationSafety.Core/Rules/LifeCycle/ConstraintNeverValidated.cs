using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>NOT VALID that this migration leaves, and no later one validates or drops.</summary>
internal sealed class ConstraintNeverValidated : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG6001",
        Name = nameof(ConstraintNeverValidated),
        Title = "A NOT VALID constraint that no migration validates",
        MessageFormat = "{0} leaves the constraint NOT VALID, and no migration of this chain validates it: older rows stay unchecked, and neither the "
            + "planner nor SET NOT NULL can rely on it. Instead: VALIDATE CONSTRAINT {1} in the next migration, while reads and writes go on.",
        Description = "NOT VALID spares the scan when the constraint is added; VALIDATE CONSTRAINT does it later without blocking. Without it the "
            + "rows of before were never checked, and the constraint proves nothing.",
        DefaultSeverity = Severity.Info,
        Fix = FixKind.Auto,
        Concerns = [typeof(AddConstraint)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        foreach (var change in context.Changes)
        {
            if (!change.IsOnNewTable && change.Change is AddConstraint { Constraint: { NotValid: true, NotEnforced: false } } add
                && Find(add, context.After) is not null && Find(add, context.Final) is { } left)
            {
                change.Report(Descriptor, ChangeWording.Statement(add), ChangeWording.Quote(left.Name));
            }
        }
    }

    private static ConstraintState? Find(AddConstraint add, SchemaState state) => state.FindTable(add.Table)?.Constraints.FirstOrDefault(c =>
        !c.Validated && !c.Definition.NotEnforced && c.Definition.Kind == add.Constraint.Kind
        && (add.Constraint.Name is { } name
            ? c.Name == name
            : c.Definition.Columns.SequenceEqual(add.Constraint.Columns) && c.Definition.Expression?.Sql == add.Constraint.Expression?.Sql));
}
