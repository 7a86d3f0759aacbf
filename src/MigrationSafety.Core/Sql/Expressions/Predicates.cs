using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;

namespace MigrationSafety.Core.Sql.Expressions;

/// <summary>What a condition demands of each row, as far as it can be said of single columns.</summary>
internal static class Predicates
{
    /// <summary>One part of a top-level AND.</summary>
    internal sealed record Conjunct(JsonNode Node, bool Negated);

    /// <summary>The parts of the top-level AND; NOT (a OR b) counts as NOT a AND NOT b.</summary>
    public static List<Conjunct> Conjuncts(JsonNode condition)
    {
        var found = new List<Conjunct>();
        var open = new Stack<Conjunct>();
        open.Push(new Conjunct(condition, false));
        while (open.Count > 0)
        {
            var (node, negated) = open.Pop();
            var boolean = node["BoolExpr"];
            var kind = boolean["boolop"].Text;
            if (kind == "NOT_EXPR")
            {
                open.Push(new Conjunct(boolean["args"].Items.First(), !negated));
            }
            else if (kind == (negated ? "OR_EXPR" : "AND_EXPR"))
            {
                foreach (var argument in boolean["args"].Items.Reverse())
                {
                    open.Push(new Conjunct(argument, negated));
                }
            }
            else if (node.Exists)
            {
                found.Add(new Conjunct(node, negated));
            }
        }

        return found;
    }

    /// <summary>The column that a part says IS NOT NULL of.</summary>
    public static string? NotNullColumn(Conjunct part)
    {
        var test = part.Node["NullTest"];
        return test["nulltesttype"].Text == (part.Negated ? "IS_NULL" : "IS_NOT_NULL") ? Column(test["arg"]) : null;
    }

    /// <summary>All comparisons that a part demands: one, two for BETWEEN, none where it is something else.</summary>
    public static ImmutableArray<ColumnComparison> Comparisons(Conjunct part)
    {
        var expression = part.Node["A_Expr"];
        var kind = expression["kind"].Text;
        if (kind == (part.Negated ? "AEXPR_NOT_BETWEEN" : "AEXPR_BETWEEN"))
        {
            var bounds = expression["rexpr"]["List"]["items"].Items.ToList();
            return Column(expression["lexpr"]) is { } column && bounds.Count == 2
                && ConstantText(bounds[0]) is { } low && ConstantText(bounds[1]) is { } high
                ? ImmutableArray.Create(new ColumnComparison(column, ">=", low), new ColumnComparison(column, "<=", high))
                : ImmutableArray<ColumnComparison>.Empty;
        }

        return Comparison(part) is { } single ? ImmutableArray.Create(single) : ImmutableArray<ColumnComparison>.Empty;
    }

    /// <summary>Comparisons (IS NULL too) of which a part demands any one: OR, IN, NOT BETWEEN, NOT (a AND b).</summary>
    public static ImmutableArray<ColumnComparison> Alternatives(Conjunct part)
    {
        var boolean = part.Node["BoolExpr"];
        if (boolean["boolop"].Text == (part.Negated ? "AND_EXPR" : "OR_EXPR"))
        {
            var arguments = boolean["args"].Items.Select(a => Alternative(new Conjunct(a, part.Negated))).ToList();
            return arguments.All(a => a is not null)
                ? arguments.ToImmutableArray()!
                : ImmutableArray<ColumnComparison>.Empty;
        }

        var expression = part.Node["A_Expr"];
        if (Column(expression["lexpr"]) is not { } column)
        {
            return ImmutableArray<ColumnComparison>.Empty;
        }

        var constants = expression["rexpr"]["List"]["items"].Items.Select(ConstantText).ToList();
        var known = constants.Count > 0 && constants.All(c => c is not null);
        return (expression["kind"].Text, Operator(expression), part.Negated) switch
        {
            ("AEXPR_IN", "=", false) when known =>
                constants.Select(c => new ColumnComparison(column, "=", c!)).ToImmutableArray(),
            ("AEXPR_NOT_BETWEEN", _, false) or ("AEXPR_BETWEEN", _, true) when known && constants.Count == 2 =>
                ImmutableArray.Create(
                    new ColumnComparison(column, "<", constants[0]!), new ColumnComparison(column, ">", constants[1]!)),
            _ => ImmutableArray<ColumnComparison>.Empty,
        };
    }

    private static ColumnComparison? Alternative(Conjunct part)
    {
        var test = part.Node["NullTest"];
        return test["nulltesttype"].Text == (part.Negated ? "IS_NOT_NULL" : "IS_NULL") && Column(test["arg"]) is { } column
            ? new ColumnComparison(column, ColumnComparison.IsNull, "")
            : Comparison(part);
    }

    /// <summary>The name of a plain column reference, without its table.</summary>
    public static string? Column(JsonNode node)
    {
        var last = node["ColumnRef"]["fields"].LastItem;
        return last.Exists ? TreeNames.StringOf(last) : null;
    }

    /// <summary>A constant's text without quotes and casts; null for NULL and for what is no constant.</summary>
    public static string? ConstantText(JsonNode node)
    {
        while (node["TypeCast"] is { Exists: true } cast)
        {
            node = cast["arg"];
        }

        var constant = node["A_Const"];
        return constant["sval"]["sval"].Text
            ?? constant["fval"]["fval"].Text
            ?? constant["bsval"]["bsval"].Text
            ?? (constant["ival"].Exists ? constant["ival"]["ival"].Int.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : constant["boolval"].Exists ? (constant["boolval"]["boolval"].IsTrue ? "true" : "false")
                : null);
    }

    private static string? Operator(JsonNode expression) =>
        TreeNames.Strings(expression["name"]) is { Length: > 0 } parts ? parts[parts.Length - 1] : null;

    private static ColumnComparison? Comparison(Conjunct part)
    {
        var node = part.Node;
        var negated = part.Negated;
        while (node["BoolExpr"]["boolop"].Text == "NOT_EXPR")
        {
            node = node["BoolExpr"]["args"].Items.First();
            negated = !negated;
        }

        var expression = node["A_Expr"];
        if (expression["kind"].Text != "AEXPR_OP")
        {
            return null;
        }

        var name = Operator(expression);
        var column = Column(expression["lexpr"]);
        var constant = ConstantText(expression["rexpr"]);
        if (column is null)
        {
            column = Column(expression["rexpr"]);
            constant = ConstantText(expression["lexpr"]);
            name = name switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => name };
        }

        if (negated)
        {
            name = name switch { "<" => ">=", "<=" => ">", ">" => "<=", ">=" => "<", "<>" => "=", _ => null };
        }

        return column is not null && constant is not null && name is "=" or "<" or "<=" or ">" or ">="
            ? new ColumnComparison(column!, name, constant!)
            : null;
    }
}
