using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>
/// Whether a validated CHECK proves that all rows fit the bound (or none does), so that PostgreSQL skips the scan.
/// Only what people write for this purpose is understood: comparisons of the key column with constants.
/// </summary>
internal static class PartitionProof
{
    /// <summary>Every row of the partition lies in the bound.</summary>
    public static bool Fits(TableState? parent, TableState? partition, PartitionBound? bound)
    {
        if (KeyOf(parent, bound) is not { } key || partition is null || !IsNotNull(partition, key))
        {
            return false;
        }

        var demands = Checks(partition).SelectMany(static e => e.Comparisons).Where(c => c.Column == key).ToList();
        return bound!.Strategy switch
        {
            PartitionStrategy.Range => Demands(bound, key).All(b => demands.Any(d => Implies(d, b))),
            PartitionStrategy.List => bound.Values.Length == 1 && demands.Any(d => d.Operator == "=" && d.Constant == bound.Values[0]),
            _ => false,
        };
    }

    /// <summary>No row of the default partition lies in the bound.</summary>
    public static bool Excludes(TableState? parent, TableState other, PartitionBound? bound)
    {
        if (KeyOf(parent, bound) is not { } key || bound!.Strategy != PartitionStrategy.Range)
        {
            return false;
        }

        // Each way to satisfy a CHECK must break one of the bound's demands.
        return Checks(other).Any(e =>
            e.Comparisons.Any(c => c.Column == key && Breaks(c, bound, key))
            || e.Alternatives.Any(a => !a.IsEmpty && a.All(c => c.Column == key && Breaks(c, bound, key))));
    }

    private static string? KeyOf(TableState? parent, PartitionBound? bound) =>
        parent is { PartitionKey.Length: 1 } && bound is not null ? parent.PartitionKey[0] : null;

    private static IEnumerable<SqlExpression> Checks(TableState table) => table.Constraints
        .Where(static c => c.Definition is { Kind: ConstraintKind.Check, NotEnforced: false, Expression: not null } && c.Validated)
        .Select(static c => c.Definition.Expression!);

    private static bool IsNotNull(TableState table, string column) =>
        table.FindColumn(column)?.NotNull == true || table.HasValidatedNotNullCheck(column);

    private static IEnumerable<ColumnComparison> Demands(PartitionBound bound, string key)
    {
        if (!bound.From.IsEmpty && bound.From[0] is { } from)
        {
            yield return new ColumnComparison(key, ">=", from);
        }

        if (!bound.To.IsEmpty && bound.To[0] is { } to)
        {
            yield return new ColumnComparison(key, "<", to);
        }
    }

    private static bool Implies(ColumnComparison check, ColumnComparison demand) => Compare(check.Constant, demand.Constant) is { } order
        && (demand.Operator == ">="
            ? (check.Operator is ">=" or ">" or "=" && order >= 0)
            : (check.Operator == "<" && order <= 0) || (check.Operator is "<=" or "=" && order < 0));

    // No range holds NULL.
    private static bool Breaks(ColumnComparison check, PartitionBound bound, string key) =>
        check.Operator == ColumnComparison.IsNull || Demands(bound, key).Any(d =>
        Compare(check.Constant, d.Constant) is { } order
        && (d.Operator == ">="
            ? (check.Operator == "<" && order <= 0) || (check.Operator is "<=" or "=" && order < 0)
            : check.Operator is ">=" or ">" or "=" && order >= 0));

    /// <summary>Numbers by value, dates and texts of one form by their characters; null where that is no order.</summary>
    private static int? Compare(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var b))
        {
            return a.CompareTo(b);
        }

        return left == right ? 0 : IsDate(left) && IsDate(right) ? string.CompareOrdinal(left, right) : null;
    }

    // 2024-01-31, with or without a time behind it: sorts as text.
    private static bool IsDate(string text) => text.Length >= 10 && text[4] == '-' && text[7] == '-' && char.IsDigit(text[0]);
}
