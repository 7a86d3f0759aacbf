using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;

namespace MigrationSafety.Core.Sql.Expressions;

/// <summary>Reads an expression of the tree into what decides its cost. Searches the tape, so that deep trees do no harm.</summary>
internal static class ExpressionTree
{
    /// <summary>Reads an expression; <paramref name="limit"/> is where its text must end at the latest (UTF-16).</summary>
    public static SqlExpression Read(JsonNode expression, StatementContext context, int? limit = null)
    {
        var first = int.MaxValue;
        var last = -1;
        foreach (var (_, location) in expression.Descendants("location"))
        {
            // -1 stands for places that are in no text, as in what the grammar adds by itself.
            if (location.Int >= 0)
            {
                first = System.Math.Min(first, location.Int);
                last = System.Math.Max(last, location.Int);
            }
        }

        var text = last < 0
            ? Predicates.ConstantText(expression) ?? ""
            : context.Source.Expression(
                context.Source.ToUtf16(first), context.Source.ToUtf16(last), limit ?? context.End);
        return Read(expression, text);
    }

    public static SqlExpression Read(JsonNode expression, string text)
    {
        var parts = Predicates.Conjuncts(expression);
        return new SqlExpression(text, VolatilityOf(expression))
        {
            Columns = Columns(expression),
            NotNullColumns = parts.Select(Predicates.NotNullColumn).Where(c => c is not null).Distinct().ToImmutableArray()!,
            IsNotNullTest = parts.Count == 1 && Predicates.NotNullColumn(parts[0]) is not null,
            Comparisons = parts.SelectMany(p => Predicates.Comparisons(p)).ToImmutableArray(),
            Alternatives = parts.Select(Predicates.Alternatives).Where(a => !a.IsEmpty).ToImmutableArray(),
            Functions = Functions(expression),
            IsNull = IsNull(expression),
            IsLiteral = expression["A_Const"].Exists,
            LiteralText = expression["A_Const"]["sval"]["sval"].Text,
            Constants = ConstantUses.In(expression),
        };
    }

    /// <summary>Columns named below a node, each once, in the order of the text.</summary>
    public static ImmutableArray<string> Columns(JsonNode node) =>
        node.Descendants("ColumnRef")
            .Select(found => found.Value["fields"].LastItem)
            .Select(field => field.Exists ? TreeNames.StringOf(field) : null)
            .Where(name => name is not null)
            .Distinct()
            .ToImmutableArray()!;

    /// <summary>Functions called below a node, each once.</summary>
    public static ImmutableArray<QualifiedName> Functions(JsonNode node) =>
        node.Descendants("FuncCall")
            .Select(found => TreeNames.CatalogName(found.Value["funcname"]))
            .Distinct()
            .ToImmutableArray();

    public static bool IsNull(JsonNode expression)
    {
        while (expression["TypeCast"] is { Exists: true } cast)
        {
            expression = cast["arg"];
        }

        return expression["A_Const"]["isnull"].IsTrue;
    }

    private static Volatility VolatilityOf(JsonNode expression)
    {
        var most = Volatility.Constant;
        foreach (var (name, value) in expression.Descendants("FuncCall", "SQLValueFunction", "SubLink"))
        {
            var volatility = name == "FuncCall"
                ? BuiltInFunctions.VolatilityOf(TreeNames.CatalogName(value["funcname"]))
                : Volatility.Stable;

            // Volatile is certain and outweighs Unknown.
            most = Rank(volatility) > Rank(most) ? volatility : most;
        }

        return most;
    }

    private static int Rank(Volatility volatility) => volatility switch
    {
        Volatility.Constant => 0,
        Volatility.Stable => 1,
        Volatility.Unknown => 2,
        _ => 3,
    };
}
