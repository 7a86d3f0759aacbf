using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>Cuts the relations of a table into ranges of about equal size, by a sample of their keys that the server sorts: any type, any collation, any gaps.</summary>
internal sealed class RangePlanner(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    private const long RowsPerRange = 200_000;
    private const int MostRanges = 512;
    private const int SamplePagesPerRange = 20;

    /// <param name="table">The table.</param>
    /// <param name="bounded">Whether rows that come later are left to triggers and defaults: filling ends at today's last key, verifying has no end.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async Task<IReadOnlyList<PlannedRange>> PlanAsync(TableShape table, bool bounded, CancellationToken cancellation)
    {
        var ranges = new List<PlannedRange>();
        foreach (var relation in table.Relations)
        {
            ranges.AddRange(relation.Key.IsRowAddress ? ByAddress(relation) : await ByKeyAsync(relation, bounded, cancellation).ConfigureAwait(false));
        }

        return ranges;
    }

    // The file as long as it is now: our own updates append to it.
    private static IEnumerable<PlannedRange> ByAddress(Relation relation)
    {
        var count = Count(relation);
        for (var i = 0; i < count && relation.Pages > 0; i++)
        {
            var (from, to) = (relation.Pages * i / count, relation.Pages * (i + 1) / count);
            yield return new(relation, new RowAddress(from, 0).ToKey(), new RowAddress(to, 0).ToKey(), (long)((to - from) * relation.RowsPerPage));
        }
    }

    private async Task<IReadOnlyList<PlannedRange>> ByKeyAsync(Relation relation, bool bounded, CancellationToken cancellation)
    {
        string[]? last = null;
        if (bounded)
        {
            last = await LastKeyAsync(relation, cancellation).ConfigureAwait(false);
            if (last is null)
            {
                return [];
            }
        }

        var cuts = await CutsAsync(relation, Count(relation), cancellation).ConfigureAwait(false);
        var ranges = new List<PlannedRange>(cuts.Count + 1);
        string[]? lower = null;
        foreach (var cut in cuts)
        {
            ranges.Add(new(relation, lower, cut, relation.EstimatedRows / (cuts.Count + 1)));
            lower = cut;
        }

        ranges.Add(new(relation, lower, last, relation.EstimatedRows / (cuts.Count + 1)));
        return ranges;
    }

    private static int Count(Relation relation) => (int)Math.Clamp(relation.EstimatedRows / RowsPerRange, 1, MostRanges);

    private async Task<string[]?> LastKeyAsync(Relation relation, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {relation.Key.AsTexts("t")} FROM ONLY {relation.QuotedName} AS t ORDER BY {relation.Key.Descending("t")} LIMIT 1", connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? relation.Key.Read(reader) : null;
    }

    private async Task<IReadOnlyList<string[]>> CutsAsync(Relation relation, int ranges, CancellationToken cancellation)
    {
        if (ranges == 1)
        {
            return [];
        }

        var percent = Math.Min(100, 100.0 * ranges * SamplePagesPerRange / Math.Max(1, relation.Pages));
        var keys = relation.Key.Expressions("t");
        // The last key of each of the equal parts, but of the last part.
        await using var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture,
            $"""
            SELECT {relation.Key.AsTexts("s")} FROM (
                SELECT t.*, row_number() OVER (ORDER BY {keys}) AS migration_safety_place, count(*) OVER () AS migration_safety_count
                FROM (SELECT {keys} FROM ONLY {relation.QuotedName} AS t TABLESAMPLE SYSTEM ({percent:0.######})) t) s
            WHERE migration_safety_place < migration_safety_count
              AND migration_safety_place * {ranges} / migration_safety_count <> (migration_safety_place - 1) * {ranges} / migration_safety_count
            ORDER BY migration_safety_place
            """), connection, transaction);
        var cuts = new List<string[]>(ranges);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            cuts.Add(relation.Key.Read(reader));
        }

        return cuts;
    }
}
