using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace MigrationSafety.Locks.Tests.Servers;

/// <summary>
/// The major versions this run measures: <c>MIGRATION_SAFETY_PG_VERSIONS</c>, a list like <c>12,15,18</c> (the default)
/// or <c>all</c>.
/// </summary>
internal static class TestedMajors
{
    private const string Variable = "MIGRATION_SAFETY_PG_VERSIONS";

    /// <summary>Every major the lock model claims to know.</summary>
    public static readonly IReadOnlyList<int> Known = [10, 11, 12, 13, 14, 15, 16, 17, 18];

    public static IReadOnlyList<int> Selected { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    public static TheoryData<int> Data => new(Selected);

    internal static IReadOnlyList<int> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [12, 15, 18];
        }

        if (text.Trim() == "all")
        {
            return Known;
        }

        var majors = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0)
            .ToArray();
        return majors.Length > 0 && majors.All(Known.Contains)
            ? majors
            : throw new FormatException($"{Variable}={text}: write \"all\" or majors from {string.Join(",", Known)}.");
    }
}
