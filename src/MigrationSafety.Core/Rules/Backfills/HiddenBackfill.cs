using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>AlterColumn from nullable to required with a default: EF Core writes an UPDATE that nobody sees in the C#.</summary>
internal sealed class HiddenBackfill : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG5003",
        Name = nameof(HiddenBackfill),
        Title = "AlterColumn to required with a default updates the whole table",
        MessageFormat = "For AlterColumn {0} to required with a default EF Core emits UPDATE {1} SET ... WHERE {2} IS NULL, then SET NOT NULL, in "
            + "one transaction: the rows stay locked, and {1} is read once more with reads and writes blocked. Instead: fill the column in batches "
            + "first, and set NOT NULL in a later migration, after a validated CHECK.",
        Description = "The migration shows one AlterColumn; PostgreSQL gets an UPDATE of every row that is NULL, SET NOT NULL with a scan under an "
            + "exclusive lock, and a DEFAULT that stays in the database.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Absorbs = ImmutableArray.Create("MIG1008", "MIG4003", "MIG5001", "MIG5002"),
        Concerns = [typeof(DataChange)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is DataChange { Author: DataChangeAuthor.EfAlterColumn, Table: { } table } change && !context.IsNewTable(table))
        {
            var column = change.Columns.FirstOrDefault() ?? "";
            context.Report(
                Descriptor, ChangeWording.Quote(table, column), ChangeWording.Quote(table), ChangeWording.Quote(column));
        }
    }
}
