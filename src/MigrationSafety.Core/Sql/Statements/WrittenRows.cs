using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Queries whose number of rows is written down: VALUES, SELECT without FROM, and unions of them.</summary>
internal static class WrittenRows
{
    /// <summary>Rows up to which LIMIT makes a statement a batch: locked for milliseconds, not for minutes.</summary>
    private const int LargestBatch = 10_000;

    /// <summary>True for a SelectStmt (wrapped or not) that LIMIT keeps to the size of a batch.</summary>
    public static bool AreLimited(JsonNode query)
    {
        var select = query["SelectStmt"] is { Exists: true } inner ? inner : query;
        return select["limitCount"]["A_Const"]["ival"] is { Exists: true } limit
            && limit["ival"].Int <= LargestBatch;
    }

    /// <summary>True for a SelectStmt (wrapped or not) whose rows stand in the text.</summary>
    public static bool Are(JsonNode query)
    {
        if (!query.Exists)
        {
            return false;
        }

        var open = new Stack<JsonNode>();
        open.Push(query["SelectStmt"] is { Exists: true } inner ? inner : query);
        while (open.Count > 0)
        {
            var select = open.Pop();
            if (select["larg"].Exists)
            {
                open.Push(select["larg"]);
                open.Push(select["rarg"]);
            }
            else if (!IsOne(select, out var source))
            {
                return false;
            }
            else if (source.Exists)
            {
                open.Push(source);
            }
        }

        return true;
    }

    // SELECT ... FROM (VALUES ...) has the rows of its source.
    private static bool IsOne(JsonNode select, out JsonNode source)
    {
        source = JsonNode.None;
        if (select["valuesLists"].Exists)
        {
            return true;
        }

        if (!select["targetList"].Exists || ReturnsManyRows(select["targetList"]))
        {
            return false;
        }

        var from = select["fromClause"].Items.ToList();
        if (from.Count == 0)
        {
            return true;
        }

        source = from.Count == 1 ? from[0]["RangeSubselect"]["subquery"]["SelectStmt"] : JsonNode.None;
        return source.Exists;
    }

    // Set-returning functions multiply rows without a FROM. A user's function may, too, but is rarely used so.
    private static bool ReturnsManyRows(JsonNode targets) =>
        ExpressionTree.Functions(targets).Any(f => f.Name
            is "generate_series" or "unnest" or "generate_subscripts" or "regexp_split_to_table" or "string_to_table"
            || f.Name.StartsWith("json", System.StringComparison.Ordinal)
                && (f.Name.Contains("_each") || f.Name.Contains("_elements") || f.Name.Contains("_recordset")));
}
