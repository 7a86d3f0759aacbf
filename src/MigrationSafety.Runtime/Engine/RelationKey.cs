using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>What the rows of a relation are ordered and cut by: the columns of a unique index, or where there is none, their place in the file.</summary>
internal sealed class RelationKey(IReadOnlyList<KeyColumn> columns, bool isRowAddress)
{
    public static RelationKey RowAddress { get; } = new([new("ctid", "tid")], isRowAddress: true);

    public IReadOnlyList<KeyColumn> Columns { get; } = columns;

    public bool IsRowAddress { get; } = isRowAddress;

    /// <summary>"t.a, t.b"</summary>
    public string Expressions(string alias) => string.Join(", ", Columns.Select(c => alias + "." + SqlIdentifier.Quote(c.Name)));

    /// <summary>"t.a DESC, t.b DESC"</summary>
    public string Descending(string alias) => string.Join(", ", Columns.Select(c => alias + "." + SqlIdentifier.Quote(c.Name) + " DESC"));

    /// <summary>"t.a::text, t.b::text"</summary>
    public string AsTexts(string alias) => string.Join(", ", Columns.Select(c => alias + "." + SqlIdentifier.Quote(c.Name) + "::text"));

    /// <summary>"t.a > $1::integer", or as rows of values: one condition on the whole index, which an OR of columns is not.</summary>
    public string Compare(string alias, string comparison, Statement sql, string[] key)
    {
        var values = Columns.Select((column, i) => sql.Unknown(key[i]) + "::" + column.Type).ToArray();
        return values.Length == 1
            ? $"{Expressions(alias)} {comparison} {values[0]}"
            : $"({Expressions(alias)}) {comparison} ({string.Join(", ", values)})";
    }

    public string[] Read(Npgsql.NpgsqlDataReader reader, int from = 0)
    {
        var key = new string[Columns.Count];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = reader.GetString(from + i);
        }

        return key;
    }
}
