using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// One column (or table) dropped and another of like name and shape added in one migration: what EF Core scaffolds for a
/// rename that it did not recognize.
/// </summary>
internal sealed class DropAndAddLooksLikeRename : Rule
{
    // Of two tables whose names differ, so many columns must be the same: keys and audit columns are everywhere.
    private const int ManyColumns = 6;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3005",
        Name = nameof(DropAndAddLooksLikeRename),
        Title = "A drop and an add that look like a rename",
        MessageFormat = "{0} is dropped and {1} added in the same migration: if that is one {2} under a new name, all its values are lost. Instead: {3}.",
        Description = "EF Core compares two models and guesses renames. Where name and type, or two properties of one type, changed together it "
            + "scaffolds a drop and an add, which keeps the schema right and loses the data.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Lowers = ImmutableArray.Create("MIG3001", "MIG3002"),
        Concerns = [typeof(DropColumn), typeof(DropTable)],
    };

    public override void CheckChange(ChangeContext context)
    {
        switch (context.Change)
        {
            case DropColumn change when !context.IsNewColumn(change.Table, change.Column):
                CheckColumn(context, change);
                break;
            case DropTable change when context.Before.FindTable(change.Table) is { Columns.IsEmpty: false } table:
                CheckTable(context, change, table);
                break;
        }
    }

    private void CheckColumn(ChangeContext context, DropColumn change)
    {
        var dropped = context.Before.FindTable(change.Table)?.FindColumn(change.Column);
        if (dropped is not { Type: { } type, Generated: GeneratedKind.None })
        {
            return;
        }

        var added = context.Earlier.Concat(context.Later).OfType<AddColumn>().FirstOrDefault(c =>
            c.Table == change.Table && c.Column.Generated == GeneratedKind.None
            && (c.Column.Name == change.Column
                || (c.Column.Type is { } other && IsLike(context, type, other) && NameLikeness.AreAlike(change.Column, c.Column.Name)))
            && !IsFilled(context, c));
        if (added is not null)
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                ChangeWording.Quote(added.Column.Name),
                "column",
                added.Column.Name == change.Column
                    ? "change its type with ALTER COLUMN ... TYPE, or under a new name in two releases"
                    : "RenameColumn keeps the values, and in two releases the running version too (MIG2001); if they are two things, drop the old one in a later release");
        }
    }

    private void CheckTable(ChangeContext context, DropTable change, TableState table)
    {
        var created = context.Earlier.Concat(context.Later).OfType<CreateTable>().FirstOrDefault(c =>
            c.Table != change.Table && !c.Temporary && c.PartitionOf is null && IsLike(table, c) && !IsFilled(context, c.Table));
        if (created is not null)
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table),
                ChangeWording.Quote(created.Table),
                "table",
                "RenameTable keeps the rows (and needs care too: MIG2002); if they are two things, drop the old one in a later release");
        }
    }

    // varchar(50) and text, int and bigint; not text and int.
    private static bool IsLike(ChangeContext context, PgType old, PgType current) =>
        old.Name == current.Name
        || (BuiltInCasts.IsString(old.Name, context.Version) == BuiltInCasts.IsString(current.Name, context.Version)
            && TypeCasts.Exists(old, current, CastContext.Assignment, context.Before, context.Version) == true);

    private static bool IsLike(TableState old, CreateTable current)
    {
        var shared = current.Columns.Count(c => old.FindColumn(c.Name) is { } column && Equals(column.Type, c.Type));
        var all = System.Math.Max(old.Columns.Count, current.Columns.Length);
        return NameLikeness.AreAlike(old.Name.Name, current.Table.Name)
            ? shared > 1 && shared * 2 >= all
            : shared >= ManyColumns && shared * 5 >= all * 4;
    }

    // Somebody thought of the values.
    private static bool IsFilled(ChangeContext context, AddColumn added) => DataChanges(context).Any(d =>
        d.Table == added.Table && d.Columns.Contains(added.Column.Name) && d.Author == DataChangeAuthor.Sql);

    private static bool IsFilled(ChangeContext context, QualifiedName table) => DataChanges(context).Any(d => d.Table == table && !d.HasLiteralRows);

    private static IEnumerable<DataChange> DataChanges(ChangeContext context) => context.Earlier.Concat(context.Later).OfType<DataChange>();
}
