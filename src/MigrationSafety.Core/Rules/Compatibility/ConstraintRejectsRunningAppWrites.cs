using System;
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
        MessageFormat = "{0} binds the version that still runs from the commit on: {1} fails with {2}{3}. Instead: {4}.",
        Description = "A constraint binds every write from the moment it exists, NOT VALID or not: that spares only the rows that are there. The version "
            + "that still runs while a release rolls out was written without it.",
        DefaultSeverity = Severity.Info,
        MayWarn = true,
        Concerns = [typeof(AddColumn), typeof(SetNotNull), typeof(AddConstraint), typeof(CreateIndex), typeof(AlterColumnType)],
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
            optional is null && !IsCertain(context, rule) ? Severity.Info : Severity.Warning,
            ChangeWording.Statement(context.Change),
            rule.Write,
            rule.Error,
            !rule.AtDefault.IsEmpty ? " unless " + ChangeWording.Quote(rule.Referenced!) + " has that key"
                : optional is not null ? ", and its model maps " + ChangeWording.List(optional.Properties.Select(static p => p.Display).Distinct()) + " as optional"
                : context.Change is AddConstraint { Constraint.NotValid: true } ? " (NOT VALID spares only the rows that are there)"
                : "",
            rule.AtDefault.IsEmpty
                ? "first release a version that keeps to it, and " + (context.Change is AlterColumnType ? "change the type" : "add it") + " in the release after"
                : "add the column nullable and without a default, and require a value in the release after");
    }

    /// <summary>The default that EF Core scaffolds for a new required column (0, '', the empty Guid) is hardly anybody's key.</summary>
    private static bool IsCertain(ChangeContext context, NewWriteRule rule) =>
        rule.AtDefault.Any(static c => c.Default!.Sql is "0" or "''" or "Guid.Empty" || c.Default.Sql.Contains(System.Guid.Empty.ToString()))
        && !context.Earlier.Any(c => c is DataChange { Kind: DataChangeKind.Insert } insert && insert.Table == rule.Referenced);

    // EF Core leaves a column that the database fills out of an INSERT while its property is not set.
    private static bool WritesNull(MappedColumn column) =>
        column is { IsNullable: true, HasDefault: false, IsComputed: false, ValueGenerated: ValueGeneration.Never };

    /// <summary>False for columns that the running version does not know, unless what they are left at is refused.</summary>
    private static bool RunningVersionWrites(ChangeContext context, QualifiedName table, NewWriteRule rule)
    {
        bool IsKnown(string column) =>
            rule.AtDefault.Any(c => c.Name == column)
            || (!context.IsNewColumn(table, column) && (!RunningNames.KnowsModel(context) || RunningNames.FindMapped(context, table, column) is not null));

        return rule.NeedsAll ? rule.Columns.All(IsKnown) : rule.Columns.Any(IsKnown);
    }
}
