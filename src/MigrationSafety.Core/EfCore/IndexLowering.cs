using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;

namespace MigrationSafety.Core.EfCore;

/// <summary>CreateIndex, DropIndex, RenameIndex.</summary>
internal static class IndexLowering
{
    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        var name = operation.Text("name");
        switch (operation.Method)
        {
            case "CreateIndex" when operation.Table() is { } table:
                emitted.Add(new CreateIndex
                {
                    Table = table,
                    Name = name,
                    Columns = operation.Names("column", "columns"),
                    IncludedColumns = EfArguments.Names(operation.Annotation("Npgsql:IndexInclude")),
                    Unique = operation.Flag("unique"),
                    Predicate = operation.Text("filter") is { } filter ? SqlExpressionReader.Parse(filter) : null,
                    Method = operation.Annotation("Npgsql:IndexMethod") as string ?? "btree",
                    Concurrently = operation.Annotation("Npgsql:CreatedConcurrently") is true,
                });
                break;
            case "DropIndex" when name is not null:
                emitted.Add(new DropIndex { Index = new QualifiedName(operation.Text("schema"), name), Table = operation.Table() });
                break;
            case "RenameIndex" when name is not null && operation.Text("newName") is { } newName && newName != name:
                emitted.Add(new RenameIndex { Index = new QualifiedName(operation.Text("schema"), name), NewName = newName });
                break;
        }
    }
}
