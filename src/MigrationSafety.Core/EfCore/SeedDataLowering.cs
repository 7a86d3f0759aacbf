using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
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
            ColumnsRead = keys,
            Author = DataChangeAuthor.EfSeedData,
            Constants = Constants(operation),
        });
    }

    private static ImmutableArray<ConstantUse> Constants(EfOperation operation)
    {
        var columns = operation.Names("column", "columns");
        return columns.IsEmpty
            ? ImmutableArray<ConstantUse>.Empty
            : Cells(operation.Value("values") ?? operation.Value("value"))
                .Select((value, i) => (Column: columns[i % columns.Length], Label: value as string ?? EnumLabel.Of(value)))
                .Where(static cell => cell.Label is not null)
                .Select(static cell => new ConstantUse(cell.Label!, cell.Column, null))
                .Distinct()
                .ToImmutableArray();
    }

    // One value, a row, or rows: cells in the order of the columns either way.
    private static IEnumerable<object?> Cells(object? value) => value is EfArray array ? array.Items.SelectMany(Cells) : [value];
}
