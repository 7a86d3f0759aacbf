using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.EfCore;

/// <summary>InsertData, UpdateData, DeleteData: rows by key, one statement a row; one change stands for all of them.</summary>
internal static class SeedDataLowering
{
    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Table() is not { } table)
        {
            return;
        }

        var keys = operation.Names("keyColumn", "keyColumns");
        emitted.Add(new DataChange
        {
            Kind = operation.Method switch
            {
                "InsertData" => DataChangeKind.Insert,
                "UpdateData" => DataChangeKind.Update,
                _ => DataChangeKind.Delete,
            },
            Table = table,
            Columns = operation.Names("column", "columns"),
            HasLiteralRows = operation.Method == "InsertData",
            HasWhere = operation.Method != "InsertData",
            ColumnsBoundToConstants = keys,
            Author = DataChangeAuthor.EfSeedData,
        });
    }
}
