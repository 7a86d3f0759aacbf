using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>A CHECK that is validated at once: ADD CONSTRAINT, or inline on ADD COLUMN.</summary>
internal sealed class CheckConstraintScansUnderLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1007",
        Name = nameof(CheckConstraintScansUnderLock),
        Title = "Adding a validated CHECK reads the table under an exclusive lock",
        MessageFormat = "CHECK {0}: adding it validated {1}. Instead: {2}.",
        Description = "A CHECK that is validated at once reads every row while reads and writes wait. "
            + "Added NOT VALID it is brief, and VALIDATE CONSTRAINT in a later transaction lets reads and writes go on.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(AddConstraint), typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        switch (context.Change)
        {
            case AddConstraint { Constraint: { Kind: ConstraintKind.Check, NotValid: false, NotEnforced: false } check } change
                when context.Scans:
                context.Report(
                    Descriptor,
                    ChangeWording.Name(check, change.Table),
                    context.EffectText,
                    "add it NOT VALID, then VALIDATE CONSTRAINT in a later transaction, which blocks neither reads nor writes");
                break;

            // A rewrite checks the rows on its way; that is the rewrite's finding.
            case AddColumn change when context.Scans && !context.Rewrites && Inline(change.Column) is { } check:
                context.Report(
                    Descriptor,
                    check.Name is null ? "of column " + ChangeWording.Quote(change.Table, change.Column.Name) : ChangeWording.Name(check, change.Table),
                    context.EffectText,
                    "add the column alone, then the CHECK NOT VALID, then VALIDATE CONSTRAINT in a later transaction");
                break;
        }
    }

    private static ConstraintDefinition? Inline(ColumnDefinition column) =>
        column.Constraints.FirstOrDefault(static c => c is { Kind: ConstraintKind.Check, NotEnforced: false });
}
