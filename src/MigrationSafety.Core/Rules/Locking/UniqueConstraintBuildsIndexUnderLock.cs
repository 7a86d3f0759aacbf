using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD UNIQUE without USING INDEX, and inline UNIQUE on ADD COLUMN.</summary>
internal sealed class UniqueConstraintBuildsIndexUnderLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1009",
        Name = nameof(UniqueConstraintBuildsIndexUnderLock),
        Title = "Adding a UNIQUE constraint builds its index under an exclusive lock",
        MessageFormat = "UNIQUE constraint {0}: adding it {1}. Instead: {2}.",
        Description = "ADD UNIQUE makes reads and writes wait until its index is built. An index made before with CREATE UNIQUE INDEX "
            + "CONCURRENTLY becomes the constraint with ADD CONSTRAINT ... UNIQUE USING INDEX, which is brief.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(AddConstraint), typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        // A rewrite builds the index as well; that is the rewrite's finding.
        if (!context.BuildsIndex || context.Rewrites)
        {
            return;
        }

        switch (context.Change)
        {
            case AddConstraint { Constraint: { Kind: ConstraintKind.Unique, UsingIndex: null } unique } change:
                context.Report(Descriptor, ChangeWording.Name(unique, change.Table), context.EffectText, Advice(context, change.Table));
                break;
            case AddColumn change when change.Column.Constraints.Any(static c => c.Kind == ConstraintKind.Unique):
                context.Report(
                    Descriptor,
                    "of column " + ChangeWording.Quote(change.Table, change.Column.Name),
                    context.EffectText,
                    "add the column alone, then " + Advice(context, change.Table));
                break;
        }
    }

    private static string Advice(ChangeContext context, QualifiedName table) => context.IsPartitioned(table)
        ? "CREATE UNIQUE INDEX ON ONLY the parent, one CONCURRENTLY on each partition, then ALTER INDEX ... ATTACH PARTITION "
            + "(a partitioned table takes no USING INDEX)"
        : "CREATE UNIQUE INDEX CONCURRENTLY outside a transaction, then ADD CONSTRAINT ... UNIQUE USING INDEX, which is brief";
}
