using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>The names that PostgreSQL chooses where none is written (makeObjectName and ChooseRelationName in its source).</summary>
internal static class AutoNames
{
    // NAMEDATALEN - 1
    private const int MaxBytes = 63;

    /// <summary>t_pkey, t_a_b_key, t_a_fkey, t_a_check ...; unique among what <paramref name="isTaken"/> knows.</summary>
    public static string Constraint(string table, ConstraintDefinition constraint, Func<string, bool> isTaken) => constraint.Kind switch
    {
        ConstraintKind.PrimaryKey => Choose(table, null, "pkey", isTaken),
        ConstraintKind.Unique => Choose(table, Joined(constraint.Columns), "key", isTaken),
        ConstraintKind.Exclusion => Choose(table, Joined(constraint.Columns), "excl", isTaken),
        ConstraintKind.ForeignKey => Choose(table, Joined(constraint.Columns), "fkey", isTaken),
        ConstraintKind.NotNull => Choose(table, Joined(constraint.Columns), "not_null", isTaken),
        _ => Choose(table, OnlyColumn(constraint), "check", isTaken),
    };

    /// <summary>t_a_b_idx, t_lower_idx, t_expr_idx.</summary>
    public static string Index(CreateIndex index, Func<string, bool> isTaken)
    {
        var parts = index.Columns
            .Concat(index.Expressions.Select(static e => e.Functions.IsEmpty ? "expr" : e.Functions[0].Name))
            .Concat(index.IncludedColumns);
        return Choose(index.Table.Name, Joined(parts), "idx", isTaken);
    }

    /// <summary>name1_name2_label, cut to 63 bytes and numbered until it is free.</summary>
    public static string Choose(string name1, string? name2, string label, Func<string, bool> isTaken)
    {
        for (var pass = 0; ; pass++)
        {
            var name = Make(name1, name2, pass == 0 ? label : label + pass.ToString(CultureInfo.InvariantCulture));
            if (!isTaken(name))
            {
                return name;
            }
        }
    }

    private static string Make(string name1, string? name2, string label)
    {
        var bytes1 = Encoding.UTF8.GetByteCount(name1);
        var bytes2 = name2 is null ? 0 : Encoding.UTF8.GetByteCount(name2);
        var available = MaxBytes - label.Length - 1 - (name2 is null ? 0 : 1);
        while (bytes1 + bytes2 > available)
        {
            // The longer one gives way, the second on a tie.
            if (bytes1 > bytes2)
            {
                bytes1--;
            }
            else
            {
                bytes2--;
            }
        }

        return Clip(name1, bytes1) + (name2 is null ? "" : "_" + Clip(name2, bytes2)) + "_" + label;
    }

    private static string Clip(string name, int bytes)
    {
        var length = name.Length;
        while (length > 0 && Encoding.UTF8.GetByteCount(name.Substring(0, length)) > bytes)
        {
            length -= length > 1 && char.IsLowSurrogate(name[length - 1]) ? 2 : 1;
        }

        return name.Substring(0, length);
    }

    private static string Joined(IEnumerable<string> columns) => string.Join("_", columns);

    private static string? OnlyColumn(ConstraintDefinition check)
    {
        var named = (check.Expression?.Columns ?? check.Columns).Distinct().Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }
}
