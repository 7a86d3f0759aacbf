using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// The names that the running version of the application uses: those that were there before the migration. A name that
/// is given away breaks it, unless something else has the name by the end: the other table of a swap, or a view.
/// </summary>
internal static class RunningNames
{
    /// <summary>True where a relation had this name before the migration, as far as is known.</summary>
    public static bool Knows(ChangeContext context, QualifiedName relation) =>
        !context.IsNewTable(relation) && !context.Earlier.Any(c => Gives(c) == relation);

    /// <summary>True where a later change gives the name to another relation.</summary>
    public static bool IsTakenAgain(ChangeContext context, QualifiedName relation) => context.Later.Any(c => Gives(c) == relation);

    /// <summary>True where an earlier change freed the name: its new owner stands in for the old one.</summary>
    public static bool WasFreed(ChangeContext context, QualifiedName relation) => context.Earlier.Any(c => Frees(c) == relation);

    /// <summary>True where a later change gives the column's name to another column, or the table's name to a view that has it.</summary>
    public static bool IsTakenAgain(ChangeContext context, QualifiedName table, string column)
    {
        var original = NameBefore(context, table);
        return context.Later.Any(c => c switch
        {
            AddColumn add => add.Table == table && add.Column.Name == column,
            RenameColumn rename => rename.Table == table && rename.NewName == column,
            CreateView view => view.View == original && (view.OutputColumns.IsEmpty || view.OutputColumns.Contains(column)),
            _ => false,
        });
    }

    /// <summary>True where an earlier change freed the column's name.</summary>
    public static bool WasFreed(ChangeContext context, QualifiedName table, string column) => context.Earlier.Any(c => c switch
    {
        DropColumn drop => drop.Table == table && drop.Column == column,
        RenameColumn rename => rename.Table == table && rename.Column == column,
        _ => false,
    });

    /// <summary>The table's name before the migration renamed it.</summary>
    public static QualifiedName NameBefore(ChangeContext context, QualifiedName table)
    {
        foreach (var change in context.Earlier.Reverse())
        {
            table = Gives(change) == table && Frees(change) is { } former ? former : table;
        }

        return table;
    }

    /// <summary>The column's name before the migration renamed it. <paramref name="table"/>: as the table is called now.</summary>
    public static string NameBefore(ChangeContext context, QualifiedName table, string column)
    {
        foreach (var change in context.Earlier.Reverse())
        {
            column = change is RenameColumn rename && rename.Table == table && rename.NewName == column ? rename.Column : column;
            table = Gives(change) == table && Frees(change) is { } former ? former : table;
        }

        return column;
    }

    /// <summary>What the running version maps to a column; null where it maps nothing to it, or is not known.</summary>
    public static MappedColumn? FindMapped(ChangeContext context, QualifiedName table, string column) =>
        context.RunningModel?.FindColumn(NameBefore(context, table), NameBefore(context, table, column));

    /// <summary>True where the running version's model tells what it maps.</summary>
    public static bool KnowsModel(ChangeContext context) => context.RunningModel is { IsEmpty: false };

    private static QualifiedName? Gives(SchemaChange change) => change switch
    {
        CreateTable c => c.Table,
        CreateTableAs c => c.Table,
        CreateView c => c.View,
        RenameTable c => new QualifiedName(c.Table.Schema, c.NewName),
        SetTableSchema c => new QualifiedName(c.NewSchema, c.Table.Name),
        RenameObject { NewName: { } name } c when IsRelation(c.Kind) => new QualifiedName(c.Name.Schema, name),
        RenameObject { NewSchema: { } schema } c when IsRelation(c.Kind) => new QualifiedName(schema, c.Name.Name),
        _ => null,
    };

    private static QualifiedName? Frees(SchemaChange change) => change switch
    {
        DropTable c => c.Table,
        RenameTable c => c.Table,
        SetTableSchema c => c.Table,
        DropObject c when IsRelation(c.Kind) => c.Name,
        RenameObject c when IsRelation(c.Kind) => c.Name,
        _ => null,
    };

    /// <summary>Views and their like, which queries name as they name tables.</summary>
    public static bool IsRelation(ObjectKind kind) =>
        kind is ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable;
}
