using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Core.Recipes.Online;

/// <summary>Two columns change their names, under one lock: a reader sees both names of before, or both of after. Its own reverse.</summary>
internal static class SwapColumns
{
    // Two renames that meet would fail on the name that is still taken.
    private const string Between = "migration_safety_swap";

    public static IReadOnlyList<string> Statements(QualifiedName table, string first, string second) =>
    [
        $"LOCK TABLE {SqlIdentifier.Quote(table)} IN ACCESS EXCLUSIVE MODE",
        Rename(table, first, Between),
        Rename(table, second, first),
        Rename(table, Between, second),
    ];

    private static string Rename(QualifiedName table, string from, string to) =>
        $"ALTER TABLE {SqlIdentifier.Quote(table)} RENAME COLUMN {SqlIdentifier.Quote(from)} TO {SqlIdentifier.Quote(to)}";
}
