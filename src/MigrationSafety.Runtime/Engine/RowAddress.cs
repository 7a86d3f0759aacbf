using System;
using System.Globalization;

namespace MigrationSafety.Runtime.Engine;

/// <summary>A place in a relation's file: page, and number on the page from 1. Number 0 is before the page's first row.</summary>
internal readonly record struct RowAddress(long Block, int Offset)
{
    public static RowAddress Parse(string[] key)
    {
        var comma = key[0].IndexOf(',');
        return new(long.Parse(key[0].AsSpan(1, comma - 1), CultureInfo.InvariantCulture), int.Parse(key[0].AsSpan(comma + 1, key[0].Length - comma - 2), CultureInfo.InvariantCulture));
    }

    /// <summary>Where a batch of about so many rows ends.</summary>
    public RowAddress After(long rows, double rowsPerPage, int maxTuples)
    {
        var pages = (long)(rows / rowsPerPage);
        if (pages >= 1)
        {
            return new(Block + pages, 0);
        }

        // Less than a page: only while a row that fails is looked for.
        return Offset + rows >= maxTuples ? new(Block + 1, 0) : new(Block, Offset + (int)rows);
    }

    public string[] ToKey() => [ToString()];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Block},{Offset})");
}
