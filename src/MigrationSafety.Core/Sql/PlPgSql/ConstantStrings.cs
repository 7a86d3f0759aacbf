using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>
/// The strings that an expression may give, computed from constants: literals, ||, concat, format, quote_ident,
/// quote_literal and variables that are known.
/// </summary>
internal static class ConstantStrings
{
    private const int MaximumDepth = 50;

    /// <summary>All values of an expression's text; null with the part that is known only at run time.</summary>
    public static ImmutableArray<string>? Evaluate(string expression, BlockVariables variables, out string unknownPart)
    {
        unknownPart = expression.Trim();
        return Parse(expression) is { Exists: true } tree ? Evaluate(tree, variables, 0, ref unknownPart) : null;
    }

    /// <summary>The elements of a constant array, or the rows of a query over one: what FOREACH and FOR go through.</summary>
    public static ImmutableArray<string>? Elements(string arrayOrQuery, bool isQuery, BlockVariables variables)
    {
        var unknownPart = "";
        var node = isQuery ? OnlyColumn(arrayOrQuery) : Parse(arrayOrQuery);
        if (node.Kind == JsonKind.Array)
        {
            return EvaluateAll(node.Items, variables, ref unknownPart);
        }

        if (isQuery)
        {
            var call = node["FuncCall"];
            node = TreeNames.CatalogName(call["funcname"]).Name == "unnest" ? call["args"].FirstItem : JsonNode.None;
        }

        while (node["TypeCast"] is { Exists: true } cast)
        {
            node = cast["arg"];
        }

        return node["A_ArrayExpr"] is { Exists: true } array
            ? EvaluateAll(array["elements"].Items, variables, ref unknownPart)
            : Predicates.ConstantText(node) is { } literal ? ArrayLiteral(literal)
            : Predicates.Column(node) is { } name && variables.Find(name) is { Length: 1 } variable ? ArrayLiteral(variable[0])
            : null;
    }

    // '{a,b}' with plain elements; quoted ones are left to the server.
    private static ImmutableArray<string>? ArrayLiteral(string text) =>
        text.Length > 2 && text[0] == '{' && text[text.Length - 1] == '}' && text.IndexOfAny(['"', '\\']) < 0
            ? text.Substring(1, text.Length - 2).Split(',').Select(element => element.Trim()).ToImmutableArray()
            : null;

    private static JsonNode Parse(string expression)
    {
        var result = PostgresParser.Parse("SELECT " + expression);
        return result.Json is null ? JsonNode.None : OnlyTarget(JsonTape.Read(result.Json));
    }

    private static JsonNode OnlyTarget(JsonNode tree)
    {
        var statements = tree["stmts"].Items.ToList();
        var targets = statements.Count == 1
            ? statements[0]["stmt"]["SelectStmt"]["targetList"].Items.ToList()
            : [];
        return targets.Count == 1 ? targets[0]["ResTarget"]["val"] : JsonNode.None;
    }

    // SELECT unnest(ARRAY[...]), or VALUES ('a'), ('b') as an array of nodes' own list.
    private static JsonNode OnlyColumn(string query)
    {
        var result = PostgresParser.Parse(query);
        var tree = result.Json is null ? JsonNode.None : JsonTape.Read(result.Json);
        var from = tree["stmts"].FirstItem["stmt"]["SelectStmt"]["fromClause"].Items.ToList();
        if (from.Count > 1)
        {
            return JsonNode.None;
        }

        // SELECT x FROM unnest(ARRAY[...]) AS x
        var function = from.Count == 1 ? from[0]["RangeFunction"]["functions"].FirstItem : JsonNode.None;
        return from.Count == 0 ? OnlyTarget(tree) : function["List"]["items"].FirstItem;
    }

    private static ImmutableArray<string>? EvaluateAll(
        IEnumerable<JsonNode> nodes, BlockVariables variables, ref string unknownPart)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        foreach (var node in nodes)
        {
            if (Evaluate(node, variables, 0, ref unknownPart) is not { Length: 1 } one)
            {
                return null;
            }

            all.Add(one[0]);
        }

        return all.Count is > 0 and <= BlockVariables.MaximumValues ? all.ToImmutable() : null;
    }

    private static ImmutableArray<string>? Evaluate(JsonNode node, BlockVariables variables, int depth, ref string unknownPart)
    {
        while (node["TypeCast"] is { Exists: true } cast)
        {
            node = cast["arg"];
        }

        if (Predicates.ConstantText(node) is { } constant)
        {
            return ImmutableArray.Create(constant);
        }

        if (depth < MaximumDepth && node["A_Expr"] is { Exists: true } operation
            && TreeNames.Name(operation["name"]) is { Name: "||" })
        {
            return Combine(Operands(node), variables, depth, ref unknownPart, string.Concat);
        }

        if (node["ColumnRef"] is { Exists: true } reference)
        {
            unknownPart = string.Join(".", TreeNames.Strings(reference["fields"]));
            return variables.Find(unknownPart);
        }

        if (depth < MaximumDepth && node["FuncCall"] is { Exists: true } call)
        {
            return Call(call, variables, depth, ref unknownPart);
        }

        unknownPart = node["SubLink"].Exists ? "a query" : unknownPart;
        return null;
    }

    private static ImmutableArray<string>? Call(JsonNode call, BlockVariables variables, int depth, ref string unknownPart)
    {
        var name = TreeNames.CatalogName(call["funcname"]);
        var arguments = call["args"].Items.ToList();
        Func<IReadOnlyList<string>, string?>? function = (name.Schema, name.Name, arguments.Count) switch
        {
            (null, "format", > 0) => FormatFunction.Apply,
            (null, "concat", _) => string.Concat,
            (null, "quote_ident", 1) => values => FormatFunction.Identifier(values[0]),
            (null, "quote_literal", 1) => values => FormatFunction.Literal(values[0]),
            (null, "lower", 1) => values => values[0].ToLowerInvariant(),
            (null, "upper", 1) => values => values[0].ToUpperInvariant(),
            (null, "trim" or "btrim", 1) => values => values[0].Trim(' '),
            _ => null,
        };
        if (function is null)
        {
            unknownPart = name + "()";
            return null;
        }

        return Combine(arguments, variables, depth, ref unknownPart, function);
    }

    // a || b || c is nested to the left as deep as it is long.
    private static List<JsonNode> Operands(JsonNode node)
    {
        var operands = new List<JsonNode>();
        while (node["A_Expr"] is { Exists: true } operation && TreeNames.Name(operation["name"]) is { Name: "||" })
        {
            operands.Add(operation["rexpr"]);
            node = operation["lexpr"];
        }

        operands.Add(node);
        operands.Reverse();
        return operands;
    }

    private static ImmutableArray<string>? Combine(
        List<JsonNode> arguments,
        BlockVariables variables,
        int depth,
        ref string unknownPart,
        Func<IReadOnlyList<string>, string?> function)
    {
        var rows = new List<List<string>> { new() };
        foreach (var argument in arguments)
        {
            if (Evaluate(argument, variables, depth + 1, ref unknownPart) is not { } values
                || rows.Count * values.Length > BlockVariables.MaximumValues)
            {
                return null;
            }

            rows = rows.SelectMany(row => values.Select(value => new List<string>(row) { value })).ToList();
        }

        var results = rows.Select(row => function(row)).Distinct().ToList();
        return results.Contains(null) ? null : results.ToImmutableArray()!;
    }
}
