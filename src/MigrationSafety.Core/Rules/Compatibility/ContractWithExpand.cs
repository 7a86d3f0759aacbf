using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Add the new column or table, copy the data over, drop or rename the old one: three releases in one migration.</summary>
internal sealed class ContractWithExpand : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2010",
        Name = nameof(ContractWithExpand),
        Title = "One migration expands, copies and contracts",
        MessageFormat = "This migration adds {0}, copies {1} into it and {2} {1}: the running version fails as soon as it commits, and no older version "
            + "can be brought back. Instead: add it and keep both in step by a trigger, copy in batches, and leave {1} to a later release.",
        Description = "Adding, copying and dropping in one migration leaves no moment at which the old and the new version of the application can "
            + "both run, and what the old one writes while the data is copied may be lost.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Lowers = ImmutableArray.Create("MIG2004", "MIG2005", "MIG3001", "MIG3002", "MIG3005"),
        Concerns = [typeof(DropColumn), typeof(RenameColumn), typeof(DropTable), typeof(RenameTable)],
    };

    public override void CheckChange(ChangeContext context)
    {
        switch (context.Change)
        {
            case DropColumn c:
                Check(context, c.Table, c.Column, "drops");
                break;
            case RenameColumn c:
                Check(context, c.Table, c.Column, "renames");
                break;
            case DropTable c:
                Check(context, c.Table, null, "drops");
                break;
            case RenameTable c:
                Check(context, c.Table, null, "renames");
                break;
        }
    }

    private void Check(ChangeContext context, QualifiedName table, string? column, string verb)
    {
        var isNew = column is null ? context.IsNewTable(table) : context.IsNewColumn(table, column);
        if (!isNew && context.Earlier.Select(c => Copied(context, c, table, column)).FirstOrDefault(static t => t is not null) is { } target)
        {
            context.Report(Descriptor, target, column is null ? ChangeWording.Quote(table) : ChangeWording.Quote(table, column), verb);
        }
    }

    /// <summary>What the change fills from the old table or column and this migration created; null where it does not.</summary>
    private static string? Copied(ChangeContext context, SchemaChange change, QualifiedName table, string? column) => change switch
    {
        CreateTableAs { WithNoData: false, Temporary: false } c when column is null && c.Sources.Contains(table) => ChangeWording.Quote(c.Table),
        DataChange { Kind: DataChangeKind.Insert or DataChangeKind.Update or DataChangeKind.Merge, Table: { } target } c
            when Reads(context, c, table, column) => NewTarget(context, c, target),
        _ => null,
    };

    private static bool Reads(ChangeContext context, DataChange change, QualifiedName table, string? column) => column is null
        ? change.Sources.Contains(table) && change.Table != table
        : (change.Table == table || (change.Sources.Contains(table) && !MayBeOfTarget(context, change, column)))
            && change.ColumnsRead.Contains(column) && !change.Columns.Contains(column);

    // UPDATE t SET ... FROM s WHERE s.t_id = t.id names t's id, not the one of s.
    private static bool MayBeOfTarget(ChangeContext context, DataChange change, string column) =>
        change.Kind != DataChangeKind.Insert && context.Before.FindTable(change.Table!)?.FindColumn(column) is not null;

    private static string? NewTarget(ChangeContext context, DataChange change, QualifiedName target)
    {
        if (context.Earlier.Any(c => c is CreateTable { Temporary: false } create && create.Table == target))
        {
            return ChangeWording.Quote(target);
        }

        var added = context.Earlier.OfType<AddColumn>()
            .FirstOrDefault(c => c.Table == target && change.Columns.Contains(c.Column.Name));
        return added is null ? null : ChangeWording.Quote(target, added.Column.Name);
    }
}
