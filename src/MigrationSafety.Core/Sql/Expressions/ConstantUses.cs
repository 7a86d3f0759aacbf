using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.Core.Sql.Types;

namespace MigrationSafety.Core.Sql.Expressions;

/// <summary>
/// String constants with the column or type as whose value PostgreSQL reads them. Needed for enum values, so only those
/// that are short enough for one (NAMEDATALEN) or an array of some, and of a script that fills a table not every row.
/// </summary>
internal static class ConstantUses
{
    private const int LongestLabel = 63;
    private const int LongestArray = 1000;
    private const int Most = 1000;

    /// <summary>Casts and comparisons below a node.</summary>
    public static ImmutableArray<ConstantUse> In(JsonNode node) => Collected(Expressions(node));

    /// <summary>A data change: what it writes as well.</summary>
    public static ImmutableArray<ConstantUse> Of(string kind, JsonNode statement) => Collected(Expressions(statement).Concat(kind switch
    {
        "InsertStmt" => Inserted(statement).Concat(Assigned(statement["onConflictClause"]["targetList"])),
        "UpdateStmt" => Assigned(statement["targetList"]),
        "MergeStmt" => statement["mergeWhenClauses"].Items.SelectMany(static item => Merged(item["MergeWhenClause"])),
        _ => [],
    }));

    /// <summary>Those that are short enough, each once.</summary>
    public static ImmutableArray<ConstantUse> Collected(IEnumerable<ConstantUse?> found) => found
        .Where(static use => use is { Value.Length: <= LongestLabel } || (use is { Value.Length: <= LongestArray } && use.Value[0] == '{'))
        .Take(Most)
        .Distinct()
        .ToImmutableArray()!;

    private static IEnumerable<ConstantUse?> Expressions(JsonNode node)
    {
        foreach (var (name, value) in node.Descendants("TypeCast", "A_Expr"))
        {
            if (name == "TypeCast")
            {
                foreach (var cast in Cast(value["arg"], PgTypeReader.Read(value["typeName"])))
                {
                    yield return cast;
                }

                continue;
            }

            foreach (var constant in Sides(value["lexpr"], value["rexpr"]).Concat(Sides(value["rexpr"], value["lexpr"])))
            {
                yield return constant;
            }
        }
    }

    // 'x'::mood, '{x,y}'::mood[], ARRAY['x', 'y']::mood[]
    private static IEnumerable<ConstantUse?> Cast(JsonNode value, PgType? type) => type is null ? []
        : value["A_ArrayExpr"] is { Exists: true } array && type.ArrayDimensions > 0
            ? array["elements"].Items.SelectMany(item => Cast(item, item["A_ArrayExpr"].Exists ? type : type with { ArrayDimensions = 0 }))
            : Text(value) is { } text ? [new ConstantUse(text, null, type)] : [];

    // c = 'x', 'x' = c, c IN ('x', 'y'), c BETWEEN 'x' AND 'y'
    private static IEnumerable<ConstantUse?> Sides(JsonNode column, JsonNode constants) =>
        Predicates.Column(column) is not { } name ? []
        : constants["List"]["items"] is { Exists: true } list ? list.Items.Select(item => Use(name, item))
        : [Use(name, constants)];

    private static IEnumerable<ConstantUse?> Inserted(JsonNode statement) =>
        Rows(Names(statement["cols"]), statement["selectStmt"]["SelectStmt"]);

    private static IEnumerable<ConstantUse?> Merged(JsonNode when) => when["values"].Exists
        ? Row(Names(when["targetList"]), when["values"].Items)
        : Assigned(when["targetList"]);

    // VALUES, or the targets of a SELECT, which stand in the order of the columns.
    private static IEnumerable<ConstantUse?> Rows(List<string?> columns, JsonNode select) => select["valuesLists"].Exists
        ? select["valuesLists"].Items.SelectMany(row => Row(columns, row["List"]["items"].Items))
        : Row(columns, select["targetList"].Items.Select(static item => item["ResTarget"]["val"]));

    private static IEnumerable<ConstantUse?> Row(List<string?> columns, IEnumerable<JsonNode> values) =>
        values.Take(columns.Count).SelectMany((value, i) => Results(columns[i], value));

    private static IEnumerable<ConstantUse?> Assigned(JsonNode targets) =>
        targets.Items.SelectMany(static item => Results(item["ResTarget"]["name"].Text, item["ResTarget"]["val"]));

    // CASE gives one of its results.
    private static IEnumerable<ConstantUse?> Results(string? column, JsonNode value) => column is null ? []
        : value["CaseExpr"] is { Exists: true } choice
            ? choice["args"].Items.Select(static when => when["CaseWhen"]["result"]).Append(choice["defresult"]).Select(result => Use(column, result))
            : [Use(column, value)];

    private static List<string?> Names(JsonNode list) => list.Items.Select(static item => item["ResTarget"]["name"].Text).ToList();

    private static ConstantUse? Use(string column, JsonNode value) => Text(value) is { } text ? new ConstantUse(text, column, null) : null;

    private static string? Text(JsonNode node) => node["A_Const"]["sval"]["sval"].Text;
}
