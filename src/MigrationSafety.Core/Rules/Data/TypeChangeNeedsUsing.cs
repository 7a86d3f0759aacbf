using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>A type change that PostgreSQL refuses with 42804, for the column's values or for its default.</summary>
internal sealed class TypeChangeNeedsUsing : Rule
{
    // "cannot be cast automatically", and the USING clause's own "cannot cast type".
    private const string NoAutomaticCast = "42804";
    private const string NoCast = "42846";

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3007",
        Name = nameof(TypeChangeNeedsUsing),
        Title = "A type change without an automatic cast fails",
        MessageFormat = "Changing {0} {1} fails with {2}: {3}. Instead: {4}.",
        Description = "ALTER COLUMN ... TYPE converts by itself only where PostgreSQL has an assignment cast. EF Core never writes USING, so that "
            + "such an AlterColumn compiles, and fails on every database.",
        DefaultSeverity = Severity.Error,
        Fix = FixKind.Auto,
        Absorbs = ImmutableArray.Create("MIG1105", "MIG4003"),
        Concerns = [typeof(AlterColumnType)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterColumnType change && !context.IsAboutNewTable && context.Effects.FailsWith is NoAutomaticCast or NoCast)
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                ColumnTypeChangeRewritesTable.Types(context, change),
                context.Effects.FailsWith,
                context.Effects.FailureReason ?? "",
                Advice(context, change));
        }
    }

    private static string Advice(ChangeContext context, AlterColumnType change)
    {
        if (context.Effects.FailureReason?.StartsWith("default", StringComparison.Ordinal) == true)
        {
            return "DROP DEFAULT before it, and SET DEFAULT of the new type after it";
        }

        return "add a column of the new type, keep it in step by a trigger, fill it in batches, then swap; where the table is small, ALTER COLUMN "
            + ChangeWording.Quote(change.Column) + " TYPE ... USING ... in Sql()";
    }
}
