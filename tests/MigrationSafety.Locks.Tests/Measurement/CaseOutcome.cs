using System;
using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>What happens when a case runs: measured on a server, or said by the lock model.</summary>
internal sealed record CaseOutcome
{
    /// <summary>Relations that existed before, by name.</summary>
    public IReadOnlyList<MeasuredRelation> Relations { get; init; } = [];

    /// <summary>All relations that the server had before.</summary>
    public IReadOnlyDictionary<uint, RelationRow> Existing { get; init; } = new Dictionary<uint, RelationRow>();

    /// <summary>The SQLSTATE of a failure; then nothing else is known.</summary>
    public string? SqlState { get; init; }

    public string? Error { get; init; }

    public bool AllowedInTransaction { get; init; } = true;

    /// <summary>It waits for transactions that began before it, whatever they did.</summary>
    public bool WaitsForOlderTransactions { get; init; }

    public override string ToString()
    {
        List<string> lines = [];
        if (SqlState is not null)
        {
            lines.Add($"fails with {SqlState}{(Error is null ? "" : $" ({Error})")}");
        }

        lines.AddRange(Relations.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => r.ToString()));
        if (lines.Count == 0)
        {
            lines.Add("locks nothing that existed");
        }

        if (!AllowedInTransaction)
        {
            lines.Add("not in a transaction block");
        }

        if (WaitsForOlderTransactions)
        {
            lines.Add("waits for older transactions");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
