using System.Collections.Generic;

namespace MigrationSafety.Core.Locks;

/// <summary>What a statement's time is made of; each has one coefficient in <see cref="CostModel"/>.</summary>
internal enum CostFeature
{
    /// <summary>1 for each table worked on: locks, catalog, the commit's flush.</summary>
    Table,

    /// <summary>Megabytes of the table read from memory.</summary>
    ReadMegabytes,

    /// <summary>Millions of rows looked at: SET NOT NULL, CHECK.</summary>
    CheckedRows,

    /// <summary>Millions of rows joined with the referenced table; the planner has two ways, and one is three times as fast.</summary>
    JoinedRows,

    /// <summary>Megabytes of rows written anew, with their WAL.</summary>
    WrittenMegabytes,

    /// <summary>Millions of rows written anew by a rewrite.</summary>
    RewrittenRows,

    /// <summary>Millions of values made by a function for a new column: gen_random_uuid(), nextval().</summary>
    MadeValues,

    /// <summary>Millions of rows updated: old and new version, WAL, the primary key's entry.</summary>
    UpdatedRows,

    /// <summary>Millions of entries that an UPDATE adds to indexes in no order.</summary>
    InsertedEntries,

    /// <summary>The same for indexes on texts in a language's order.</summary>
    InsertedTexts,

    /// <summary>Millions of index entries built from rows.</summary>
    BuiltEntries,

    /// <summary>Millions of fixed-length keys (integers, times, uuid) times the levels of a sort.</summary>
    SortedKeys,

    /// <summary>Millions of text keys in a language's order times the levels of a sort.</summary>
    SortedTexts,

    /// <summary>Megabytes of index written, with their WAL.</summary>
    IndexMegabytes,
}

/// <summary>Amounts by feature; times the coefficients they are milliseconds.</summary>
internal sealed class CostAmounts
{
    private readonly double[] amounts = new double[System.Enum.GetValues(typeof(CostFeature)).Length];

    public double this[CostFeature feature] => amounts[(int)feature];

    public IReadOnlyList<double> All => amounts;

    public void Add(CostFeature feature, double amount) => amounts[(int)feature] += amount;
}
