using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Core.Rules;

/// <summary>A CHECK, foreign key, unique key, NOT NULL or shorter type that the version which still runs knows nothing of.</summary>
internal sealed class ConstraintRejectsRunningAppWrites : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2011",
        Name = nameof(ConstraintRejectsRunningAppWrites),
        Title = "A new constraint rejects writes of the running version",
        MessageFormat = "{0} binds the version that still runs from the commit on: {1} fails with {2}{3}. Instead: first release a version that keeps to it, "
            + "and {4} in the release after.",
        Description = "A constraint binds every write from the moment it exists, NOT VALID or not: that spares only the rows that are there. The version "
            + "that still runs while a release rolls out was written without it.",
        DefaultSeverity = Severity.Info,
    };

    public override void CheckChangeSet(ChangeSetContext set)
    {
        foreach (var change in set.Changes)
        {
            if (!change.IsOnNewTable && !change.IsAboutNewTable && change.Change is TableChange { Table: var table }
                && NewWriteRule.Of(change, set.Before) is { } rule && RunningVersionWrites(change, table, rule))
            {
                Report(change, table, rule);
            }
        }
    }

    private void Report(ChangeContext context, QualifiedName table, NewWriteRule rule)
    {
        var optional = rule.NotNull.Select(c => RunningNames.FindMapped(context, table, c)).FirstOrDefault(static c => c is not null && WritesNull(c));
        context.Report(
            Descriptor,
            optional is null ? Severity.Info : Severity.Warning,
            ChangeWording.Statement(context.Change),
            rule.Write,
            rule.Error,
            optional is not null ? ", and its model maps " + ChangeWording.List(optional.Properties.Select(static p => p.Display).Distinct()) + " as optional"
                : context.Change is AddConstraint { Constraint.NotValid: true } ? " (NOT VALID spares only the rows that are there)"
                : "",
            context.Change is AlterColumnType ? "change the type" : "add it");
    }

    // EF Core leaves a column that the database fills out of an INSERT while its property is not set.
    private static bool WritesNull(MappedColumn column) =>
        column is { IsNullable: true, HasDefault: false, IsComputed: false, ValueGenerated: ValueGeneration.Never };

    /// <summary>False for columns that the running version does not know: it never gives them a value.</summary>
    private static bool RunningVersionWrites(ChangeContext context, QualifiedName table, NewWriteRule rule)
    {
        bool IsKnown(string column) =>
            !context.IsNewColumn(table, column) && (!RunningNames.KnowsModel(context) || RunningNames.FindMapped(context, table, column) is not null);

        return rule.NeedsAll ? rule.Columns.All(IsKnown) : rule.Columns.Any(IsKnown);
    }
}
