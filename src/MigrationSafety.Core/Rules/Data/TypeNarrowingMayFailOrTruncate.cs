using System;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>A type that cannot hold every value of the old one.</summary>
internal sealed class TypeNarrowingMayFailOrTruncate : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3003",
        Name = nameof(TypeNarrowingMayFailOrTruncate),
        Title = "A narrower type fails on values or changes them",
        MessageFormat = "Changing {0} {1} {2}. Instead: look for such values first; then add a column of the new type, fill it in batches, compare, and "
            + "swap.",
        Description = "Values that the new type cannot hold either stop the migration, after the table was read so far under an exclusive lock, or "
            + "are rounded or cut without a word.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Concerns = [typeof(AlterColumnType)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterColumnType change && !context.IsAboutNewTable && context.Effects.FailsWith is null
            && ColumnTypeChange.NarrowingOf(context, change) is var narrowing and not Narrowing.None)
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                ColumnTypeChangeRewritesTable.Types(context, change),
                narrowing switch
                {
                    Narrowing.Fails => "fails on the first value that does not fit",
                    Narrowing.Loses => "rounds or cuts values that do not fit, without an error",
                    _ => "fails on values that are too large, and rounds others without an error",
                });
        }
    }
}
