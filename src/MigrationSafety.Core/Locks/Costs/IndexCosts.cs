using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;
using MigrationSafety.Core.Statistics;

namespace MigrationSafety.Core.Locks;

/// <summary>What makes an index dear: how its keys compare, and in which order they come.</summary>
internal enum KeyKind
{
    /// <summary>Integers that grow with the table (an integer primary key): nothing to sort, and new entries go to the end.</summary>
    Ascending,

    /// <summary>Other keys that are compared as numbers or bytes.</summary>
    Plain,

    /// <summary>Texts that are compared by a language's rules.</summary>
    Text,
}

/// <summary>An index to be built or added to.</summary>
internal readonly record struct IndexCost(double Bytes, KeyKind Keys);

/// <summary>Sizes and key types of indexes, measured where the statistics have them, computed from the columns' types elsewhere.</summary>
internal static class IndexCosts
{
    // A B-tree page is filled to 90 %; an entry has a header of 8 bytes and a pointer of 4, and begins at a multiple of 8.
    private const double Fill = 0.9;
    private const int EntryOverhead = 12;

    // Nobody knows how long texts are; most keys are names, codes and addresses.
    private const int TextWidth = 24;

    private static readonly HashSet<string> Texts = new(["text", "varchar", "bpchar", "citext"], StringComparer.Ordinal);
    private static readonly HashSet<string> ByteOrder = new(["C", "POSIX", "ucs_basic", "pg_c_utf8"], StringComparer.Ordinal);

    /// <summary>All indexes of a table; the primary key's where nothing is known.</summary>
    public static IEnumerable<IndexCost> OfAll(TableStatistics size, TableState? table)
    {
        if (!size.Indexes.IsDefault)
        {
            return size.Indexes.Select(i => Of(i, table));
        }

        return table is { IsComplete: true } || table?.Indexes.IsEmpty == false
            ? table.Indexes.Select(i => OfNew(i.Definition, size.Rows, table))
            : [new IndexCost(Bytes(size.Rows, 8), KeyKind.Ascending)];
    }

    /// <summary>Those that a condition picks.</summary>
    public static IEnumerable<IndexCost> Of(TableStatistics size, TableState table, Func<IndexState, bool> picked) =>
        table.Indexes.Where(picked).Select(i =>
            size.Indexes.IsDefault || size.Indexes.FirstOrDefault(s => s.Name == i.Name.Name) is not { } known
                ? OfNew(i.Definition, size.Rows, table)
                : Of(known, table));

    public static IndexCost OfNew(CreateIndex index, double rows, TableState? table) =>
        new(Bytes(rows, index.Columns.Concat(index.IncludedColumns).Sum(c => Width(table?.FindColumn(c))) + (index.Expressions.Length * TextWidth)),
            Keys(index, table));

    /// <summary>Null where a key's cost is not known: GIN, GiST and others were not measured.</summary>
    public static bool IsMeasured(CreateIndex index) => index.Method == "btree";

    private static IndexCost Of(IndexStatistics index, TableState? table) =>
        new(index.Bytes, table?.Indexes.FirstOrDefault(i => i.Name.Name == index.Name) is { } known ? Keys(known.Definition, table) : KeyKind.Plain);

    private static KeyKind Keys(CreateIndex index, TableState? table)
    {
        if (index.Columns.IsEmpty)
        {
            // An expression in a key is nearly always lower(...) of a text.
            return index.Expressions.IsEmpty ? KeyKind.Plain : KeyKind.Text;
        }

        var column = table?.FindColumn(index.Columns[0]);
        var isKey = table?.PrimaryKey?.Definition.Columns is { IsDefaultOrEmpty: false } key && key[0] == index.Columns[0];
        return IsText(column) ? KeyKind.Text
            : isKey && column?.Type?.Name is "int2" or "int4" or "int8" ? KeyKind.Ascending
            : KeyKind.Plain;
    }

    private static bool IsText(ColumnState? column) =>
        column is { Type: { ArrayDimensions: 0 } type } && Texts.Contains(type.Name) && !ByteOrder.Contains(column.Collation ?? "");

    private static double Bytes(double rows, int keyBytes) => rows * (EntryOverhead + ((keyBytes + 7) / 8 * 8)) / Fill;

    private static int Width(ColumnState? column) => column?.Type is not { } type ? 8
        : type.ArrayDimensions > 0 ? TextWidth
        : type.Name switch
        {
            "bool" or "char" => 1,
            "int2" => 2,
            "int4" or "float4" or "date" or "oid" => 4,
            "uuid" or "interval" => 16,
            "numeric" => 12,
            var name => Texts.Contains(name) || name is "bytea" or "jsonb" or "json" ? TextWidth : 8,
        };
}
