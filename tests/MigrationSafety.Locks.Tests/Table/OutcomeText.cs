using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using MigrationSafety.Locks.Tests.Measurement;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Table;

/// <summary>An outcome as a cell of the table in <c>docs/locks.md</c>.</summary>
internal static partial class OutcomeText
{
    // Npgsql has PostgreSQL's condition names as constants: NotNullViolation = "23502".
    private static readonly FrozenDictionary<string, string> ConditionNames = typeof(PostgresErrorCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .GroupBy(field => (string)field.GetRawConstantValue()!)
        .ToFrozenDictionary(group => group.Key, group => Capital().Replace(group.First().Name, " $0").Trim().ToLowerInvariant());

    public static string Of(CaseOutcome outcome)
    {
        var parts = new List<string>();
        if (outcome.SqlState is { } state)
        {
            parts.Add($"fails: {ConditionNames.GetValueOrDefault(state, "error")} ({state})");
        }
        else
        {
            parts.AddRange(outcome.Relations.OrderBy(relation => relation.Name, StringComparer.Ordinal).Select(relation => relation.ToString()));
            if (parts.Count == 0)
            {
                parts.Add("locks nothing that existed");
            }
        }

        if (!outcome.AllowedInTransaction)
        {
            parts.Add("not in a transaction block");
        }

        if (outcome.WaitsForOlderTransactions)
        {
            parts.Add("waits for older transactions");
        }

        return string.Join("<br>", parts);
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
