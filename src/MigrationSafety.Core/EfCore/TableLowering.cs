using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.EfCore;

/// <summary>CreateTable, AlterTable, DropTable, RenameTable.</summary>
internal static class TableLowering
{
    private const string Unlogged = "Npgsql:UnloggedTable";
    private const string StorageParameter = "Npgsql:StorageParameter:";

    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Table("name") is not { } table)
        {
            return;
        }

        switch (operation.Method)
        {
            case "CreateTable":
                Create(operation, table, emitted);
                break;
            case "AlterTable":
                Alter(operation, table, emitted);
                break;
            case "DropTable":
                emitted.Add(new DropTable { Table = table });
                break;
            case "RenameTable":
                Rename(operation, table, emitted);
                break;
        }
    }

    private static void Create(EfOperation operation, QualifiedName table, EmittedChanges emitted)
    {
        emitted.Add(new CreateTable
        {
            Table = table,
            Columns = operation.Columns.Select(ColumnLowering.Define).OfType<ColumnDefinition>().ToImmutableArray(),
            Constraints = operation.Constraints.Select(ConstraintLowering.Define).ToImmutableArray(),
            Unlogged = operation.Annotation(Unlogged) is true,
        });
        if (operation.HasValue("comment"))
        {
            emitted.Add(new Comment { ObjectType = "TABLE", Relation = table });
        }

        foreach (var _ in operation.Columns.Where(static column => column.HasValue("comment")))
        {
            emitted.Add(new Comment { ObjectType = "COLUMN", Relation = table });
        }
    }

    private static void Alter(EfOperation operation, QualifiedName table, EmittedChanges emitted)
    {
        var parameters = Parameters(operation.Annotations);
        if (!parameters.SequenceEqual(Parameters(operation.OldAnnotations)))
        {
            emitted.Add(new AlterTableOption { Table = table, Option = TableOption.SetStorageParameters });
        }

        if (!EfArguments.Same(operation.Value("comment"), operation.Value("oldComment")))
        {
            emitted.Add(new Comment { ObjectType = "TABLE", Relation = table });
        }

        var unlogged = operation.Annotation(Unlogged) is true;
        var oldUnlogged = operation.OldAnnotations.TryGetValue(Unlogged, out var old) && old is true;
        if (unlogged != oldUnlogged)
        {
            emitted.Add(new AlterTableOption { Table = table, Option = unlogged ? TableOption.SetUnlogged : TableOption.SetLogged });
        }
    }

    private static IOrderedEnumerable<string> Parameters(ImmutableDictionary<string, object?> annotations) =>
        annotations.Where(annotation => annotation.Key.StartsWith(StorageParameter, StringComparison.Ordinal))
            .Select(annotation => annotation.Key + "=" + EfArguments.Literal(annotation.Value))
            .OrderBy(static text => text, StringComparer.Ordinal);

    private static void Rename(EfOperation operation, QualifiedName table, EmittedChanges emitted)
    {
        var newName = operation.Text("newName");
        if (newName is not null && newName != table.Name)
        {
            emitted.Add(new RenameTable { Table = table, NewName = newName });
            table = new QualifiedName(table.Schema, newName);
        }

        var newSchema = operation.Text("newSchema");
        if (newSchema is not null && newSchema != table.Schema)
        {
            emitted.Add(new SetTableSchema { Table = table, NewSchema = newSchema });
        }
    }
}
