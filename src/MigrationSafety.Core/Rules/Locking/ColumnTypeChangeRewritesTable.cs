using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ALTER COLUMN TYPE that is not one of the cheap changes.</summary>
internal sealed class ColumnTypeChangeRewritesTable : Rule
{
    // "cannot be cast automatically": with a USING clause, its only cure, it would rewrite.
    private const string NeedsUsing = "42804";

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1105",
        Name = nameof(ColumnTypeChangeRewritesTable),
        Title = "This change of a column's type rewrites the table",
        MessageFormat = "Changing {0} {1} {2}. Instead: {3}.",
        Description = "Most type changes write the whole table and its indexes anew while reads and writes wait. Cheap ones are varchar(n) to a "
            + "longer varchar or text, a larger numeric precision of the same scale, and timestamp to timestamptz with TimeZone UTC.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Concerns = [typeof(AlterColumnType)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterColumnType change && (context.Rewrites || context.Effects.FailsWith == NeedsUsing))
        {
            context.Report(
                Descriptor, ChangeWording.Quote(change.Table, change.Column), Types(context, change), context.EffectText, Advice(context, change));
        }
    }

    // Measured on 12 to 18: with TimeZone UTC the values are the same bytes, and only the indexes on the column are built anew.
    private static string Advice(ChangeContext context, AlterColumnType change)
    {
        var old = context.Before.FindTable(change.Table)?.FindColumn(change.Column)?.Type ?? change.OldType;
        const string InBatches = "add a column of the new type, keep it in step by a trigger, fill it in batches, then swap";
        return change.Using is null && context.Options.PostgresVersion.Major >= 12
            && (old?.Name, change.NewType?.Name) is ("timestamp", "timestamptz") or ("timestamptz", "timestamp")
            ? "SET LOCAL TimeZone = 'UTC' before it where the values are in UTC (12 and later do not rewrite then); where they are not, " + InBatches
            : InBatches;
    }

    /// <summary>"from integer to bigint", as far as it is known, with the collation where one is set.</summary>
    internal static string Types(ChangeContext context, AlterColumnType change)
    {
        var old = context.Before.FindTable(change.Table)?.FindColumn(change.Column)?.Type ?? change.OldType;
        return (old is null ? "" : "from " + ChangeWording.Type(old) + " ")
            + "to " + (change.NewType is { } type ? ChangeWording.Type(type) : "another type")
            + (change.Collation is { } collation ? " COLLATE \"" + collation + "\"" : "");
    }
}
