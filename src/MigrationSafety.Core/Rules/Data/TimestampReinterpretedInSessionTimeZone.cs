using System;
using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>timestamp to timestamptz or back while nobody said in which time zone.</summary>
internal sealed class TimestampReinterpretedInSessionTimeZone : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3006",
        Name = nameof(TimestampReinterpretedInSessionTimeZone),
        Title = "A timestamp is reinterpreted in the session's time zone",
        MessageFormat = "Changing {0} {1} converts every value in whatever TimeZone the session that runs the migration has: on a server or "
            + "client with another setting the times shift, without an error. Instead: {2}.",
        Description = "timestamp and timestamptz are converted into each other by the session's TimeZone. The same migration stores other "
            + "instants on a developer's machine, in CI and in production.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Auto,
        Absorbs = ImmutableArray.Create("MIG1105", "MIG4003"),
        Concerns = [typeof(AlterColumnType)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is AlterColumnType { NewType: { } current } change
            && !context.IsAboutNewTable
            && ColumnTypeChange.OldType(context, change) is { } old
            && ColumnTypeChange.Form(change) != UsingForm.Expression
            && TimeZones.Convert(old, current)
            && context.Before.FindParameter("timezone") is null)
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                ColumnTypeChangeRewritesTable.Types(context, change),
                Advice(context));
        }
    }

    // SET LOCAL ends with the transaction; outside of one it does nothing.
    private static string Advice(ChangeContext context)
    {
        var set = context.Transaction is null ? "SET TimeZone = 'UTC'" : "SET LOCAL TimeZone = 'UTC'";
        return (context.ChangeSet.IsSqlFile ? set : "migrationBuilder.Sql(\"" + set + "\")")
            + " before it (or the zone that the values were written in), or USING ... AT TIME ZONE '...'"
            + (context.Version.Major >= 12 ? "; with UTC the table is not even rewritten (12 and later)" : "");
    }
}
