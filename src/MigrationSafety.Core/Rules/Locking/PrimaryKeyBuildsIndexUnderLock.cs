using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD PRIMARY KEY without USING INDEX, or with it on a column that may be NULL.</summary>
internal sealed class PrimaryKeyBuildsIndexUnderLock : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1010",
        Name = nameof(PrimaryKeyBuildsIndexUnderLock),
        Title = "Adding a PRIMARY KEY builds its index under an exclusive lock",
        MessageFormat = "PRIMARY KEY {0}: adding it {1}. Instead: {2}.",
        Description = "ADD PRIMARY KEY makes reads and writes wait until its index is built and, where a column may be NULL, every row is read. "
            + "With an index made CONCURRENTLY and columns that are NOT NULL already, USING INDEX is brief.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Auto,
        Concerns = [typeof(AddConstraint), typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Rewrites)
        {
            return;
        }

        switch (context.Change)
        {
            case AddConstraint { Constraint: { Kind: ConstraintKind.PrimaryKey, UsingIndex: null } key } change when context.BuildsIndex:
                context.Report(
                    Descriptor,
                    ChangeWording.Name(key, change.Table),
                    context.EffectText,
                    "CREATE UNIQUE INDEX CONCURRENTLY outside a transaction, make the columns NOT NULL without a scan (MIG1008), "
                        + "then ADD CONSTRAINT ... PRIMARY KEY USING INDEX, which is brief");
                break;
            case AddConstraint { Constraint: { Kind: ConstraintKind.PrimaryKey, UsingIndex: not null } key } change when context.Scans:
                context.Report(
                    Descriptor,
                    ChangeWording.Name(key, change.Table),
                    context.EffectText,
                    "make the columns NOT NULL first without a scan (MIG1008); USING INDEX is brief only then");
                break;
            case AddColumn change when context.BuildsIndex && change.Column.Constraints.Any(static c => c.Kind == ConstraintKind.PrimaryKey):
                context.Report(
                    Descriptor,
                    "of column " + ChangeWording.Quote(change.Table, change.Column.Name),
                    context.EffectText,
                    "add the column alone, fill it, then build its index CONCURRENTLY and ADD CONSTRAINT ... PRIMARY KEY USING INDEX");
                break;
        }
    }
}
