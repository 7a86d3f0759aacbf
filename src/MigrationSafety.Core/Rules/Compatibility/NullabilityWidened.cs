using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP NOT NULL: a version that maps the column as required cannot read the rows that hold NULL.</summary>
internal sealed class NullabilityWidened : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2008",
        Name = nameof(NullabilityWidened),
        Title = "NULL in a column that the running version reads as required",
        MessageFormat = "{0} may hold NULL from here on{1}: a version that maps it as required throws InvalidCastException on every query that reads such a "
            + "row. Instead: let a version that can read NULL go out first, and write none before the last older instance has stopped.",
        Description = "EF Core reads a required property without asking for NULL, so one row with NULL makes every query that returns it throw. The version "
            + "that still runs while a release rolls out meets the rows that the new one writes.",
        DefaultSeverity = Severity.Info,
        Concerns = [typeof(DropNotNull), typeof(DropConstraint)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.IsAboutNewTable || Column(context) is not var (table, column)
            || context.IsNewColumn(table, column)
            || context.Before.FindTable(table)?.FindColumn(column)?.NotNull == false
            || context.Later.Any(c => c is ColumnChange later and (SetNotNull or DropColumn) && later.Table == table && later.Column == column))
        {
            return;
        }

        var mapped = RunningNames.FindMapped(context, table, column);
        if (!RunningNames.KnowsModel(context) || mapped?.IsNullable == false)
        {
            context.Report(Descriptor, ChangeWording.Quote(table, column), mapped is null ? "" : Required(mapped));
        }
    }

    private static (QualifiedName Table, string Column)? Column(ChangeContext context) => context.Change switch
    {
        DropNotNull c => (c.Table, c.Column),

        // 18 and later: a NOT NULL with a name.
        DropConstraint c when context.Before.FindTable(c.Table)?.FindConstraint(c.Name)?.Definition is { Kind: ConstraintKind.NotNull, Columns.IsEmpty: false } notNull =>
            (c.Table, notNull.Columns[0]),
        _ => null,
    };

    private static string Required(MappedColumn mapped) =>
        ", and the running version maps it as required (" + ChangeWording.List(mapped.Properties.Select(static p => p.Display).Distinct()) + ")";
}
