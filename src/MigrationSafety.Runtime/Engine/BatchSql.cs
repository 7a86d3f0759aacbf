using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Backfills;

namespace MigrationSafety.Runtime.Engine;

/// <summary>
/// The statements that work on the rows of one relation between two keys. Bounded by the key itself, never by a join with a list of
/// keys: the plan is a range of an index whatever the statistics say.
/// </summary>
internal sealed class BatchSql(BackfillDefinition definition, TableShape table, TableShape? target, Relation relation)
{
    // Tuples that fit on a page at most: header 24 bytes, each tuple at least 24 and its line pointer 4.
    private readonly int _maxTuples = (table.BlockSize - 24) / 28;

    private string Alias => definition.Alias;

    private string From => $"ONLY {relation.QuotedName} AS {SqlIdentifier.Quote(Alias)}";

    private RelationKey Key => relation.Key;

    /// <summary>The data-changing part of a batch; RETURNING 1 for each row written.</summary>
    public string Write(Statement sql, string[]? above, string[]? through, bool verifying) =>
        definition.Copy is null ? Update(sql, above, through, verifying) : Insert(sql, above, through);

    /// <summary>One row for each row that <see cref="Write"/> would write when verifying.</summary>
    public string Differences(Statement sql, string[]? above, string[]? through)
    {
        if (definition.Copy is null)
        {
            return $"SELECT 1 FROM {From} WHERE {Rows(sql, above, through)} AND ({Guard(verifying: true)})";
        }

        var found = string.Join(" AND ", definition.Copy.Key.Select(k => $"copy.{SqlIdentifier.Quote(k)} = {Expected(k)}"));
        var differs = definition.Copy.Existing == ExistingRows.Keep
            ? []
            : definition.Assignments.Where(a => !definition.Copy.Key.Contains(a.Column)).Select(a => Distinct("copy." + SqlIdentifier.Quote(a.Column), Expected(a.Column), target!.Columns[a.Column]));
        return $"SELECT 1 FROM {From} LEFT JOIN {target!.QuotedName} AS copy ON {found} WHERE {Rows(sql, above, through)} AND ({string.Join(" OR ", differs.Prepend($"copy.{SqlIdentifier.Quote(definition.Copy.Key[0])} IS NULL"))})";
    }

    /// <summary>The key of the n-th row above a key, as texts: where a batch of n rows ends.</summary>
    public Statement NthKey(string[]? above, string[]? through, long n)
    {
        var sql = new Statement();
        sql.Text = $"SELECT {Key.AsTexts(Quoted)} FROM {From} WHERE {Range(sql, above, through)} ORDER BY {Key.Expressions(Quoted)} LIMIT 1 OFFSET {n - 1}";
        return sql;
    }

    private string Quoted => SqlIdentifier.Quote(Alias);

    private string Update(Statement sql, string[]? above, string[]? through, bool verifying)
    {
        var assignments = Written(verifying);
        var sets = assignments.Select(a => $"{SqlIdentifier.Quote(a.Column)} = {Value(a, alone: assignments.Count == 1)}");
        var guard = assignments.Any(a => a.Kind == AssignmentKind.Once) ? "" : $" AND ({Guard(verifying)})";
        return $"UPDATE {From} SET {string.Join(", ", sets)} WHERE {Rows(sql, above, through)}{guard} RETURNING 1";
    }

    // The locks on the source rows keep a concurrent DELETE (and where existing rows are updated, an UPDATE) from passing between
    // our reading of a row and our writing of its copy.
    private string Insert(Statement sql, string[]? above, string[]? through)
    {
        var copy = definition.Copy!;
        var columns = definition.Assignments.Select(a => SqlIdentifier.Quote(a.Column)).ToArray();
        var values = definition.Assignments.Select((a, i) => $"({a.Expression}) AS c{i}");
        var locking = copy.Existing == ExistingRows.Keep ? "FOR KEY SHARE" : "FOR SHARE";
        var others = definition.Assignments.Where(a => !copy.Key.Contains(a.Column)).ToArray();
        var conflict = copy.Existing == ExistingRows.Keep || others.Length == 0
            ? "DO NOTHING"
            : "DO UPDATE SET " + string.Join(", ", others.Select(a => $"{SqlIdentifier.Quote(a.Column)} = excluded.{SqlIdentifier.Quote(a.Column)}"))
                + " WHERE " + string.Join(" OR ", others.Select(a => Distinct("copy." + SqlIdentifier.Quote(a.Column), "excluded." + SqlIdentifier.Quote(a.Column), target!.Columns[a.Column])));
        return $"INSERT INTO {target!.QuotedName} AS copy ({string.Join(", ", columns)}) "
            + $"SELECT s.* FROM (SELECT {string.Join(", ", values)} FROM {From} WHERE {Rows(sql, above, through)} {locking} OF {Quoted}) s "
            + $"ON CONFLICT ({SqlIdentifier.QuoteAll(copy.Key)}) {conflict} RETURNING 1";
    }

    private IReadOnlyList<Assignment> Written(bool verifying) =>
        verifying ? definition.Assignments.Where(a => a.Kind != AssignmentKind.Once).ToArray() : definition.Assignments;

    private string Value(Assignment assignment, bool alone) =>
        assignment.Kind == AssignmentKind.Generated && !alone
            ? $"coalesce({Quoted}.{SqlIdentifier.Quote(assignment.Column)}, ({assignment.Expression}))"
            : $"({assignment.Expression})";

    /// <summary>Whether a row still needs to be written.</summary>
    private string Guard(bool verifying) => string.Join(" OR ", Written(verifying).Select(a =>
        a.Kind == AssignmentKind.Generated
            ? $"{Quoted}.{SqlIdentifier.Quote(a.Column)} IS NULL"
            : Distinct($"{Quoted}.{SqlIdentifier.Quote(a.Column)}", Expected(a.Column), table.Columns[a.Column])));

    // Cast to the column's type: numeric(10,2) rounds what the expression gives, and the rounded value is the right one.
    private string Expected(string column) =>
        $"({definition.Assignments.Single(a => a.Column == column).Expression})::{(target ?? table).Columns[column].ComparedType}";

    private static string Distinct(string left, string right, ColumnShape column) =>
        column.HasEquality ? $"{left} IS DISTINCT FROM {right}" : $"{left}::text IS DISTINCT FROM ({right})::text";

    private string Rows(Statement sql, string[]? above, string[]? through)
    {
        var range = Range(sql, above, through);
        return definition.Where is null ? range : $"{range} AND ({definition.Where})";
    }

    private string Range(Statement sql, string[]? above, string[]? through)
    {
        if (Key.IsRowAddress && table.Major < 14)
        {
            return AddressList(sql, RowAddress.Parse(above!), RowAddress.Parse(through!));
        }

        var bounds = new List<string>(2);
        if (above is not null)
        {
            bounds.Add(Key.Compare(Quoted, ">", sql, above));
        }

        if (through is not null)
        {
            bounds.Add(Key.Compare(Quoted, "<=", sql, through));
        }

        return bounds.Count == 0 ? "true" : string.Join(" AND ", bounds);
    }

    // Before 14 there is no scan of a range of addresses, only of a list. Addresses without a row cost next to nothing.
    private string AddressList(Statement sql, RowAddress above, RowAddress through) =>
        $"""
        {Quoted}.ctid = ANY (ARRAY(SELECT a.tid FROM (
            SELECT format('(%s,%s)', b, o)::tid AS tid FROM generate_series({sql.Value(above.Block)}::bigint, {sql.Value(through.Block)}::bigint) b, generate_series(1, {_maxTuples}) o) a
            WHERE a.tid > {sql.Unknown(above.ToString())}::tid AND a.tid <= {sql.Unknown(through.ToString())}::tid))
        """;
}
