using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>
/// The columns of the changed table that WHERE binds to values written in the text: = constant, IN (...), = ANY
/// (ARRAY[...]), row comparisons, joins with VALUES lists and with the few rows that a LIMIT leaves.
/// </summary>
internal sealed class BoundColumns
{
    private readonly HashSet<string> targetNames;
    private readonly HashSet<string> writtenSources = new();
    private readonly ImmutableArray<string>.Builder bound = ImmutableArray.CreateBuilder<string>();

    // In a loop a LIMIT bounds one round, not the transaction.
    private readonly bool limitBounds;

    private BoundColumns(JsonNode target, bool inLoop)
    {
        limitBounds = !inLoop;
        targetNames = new HashSet<string> { target["alias"]["aliasname"].Text ?? target["relname"].Text ?? "" };
    }

    public static ImmutableArray<string> Of(JsonNode target, JsonNode condition, JsonNode from, TableReferences tables, bool inLoop)
    {
        var columns = new BoundColumns(target, inLoop);
        foreach (var source in from.Kind == JsonKind.Array ? from.Items : [from])
        {
            columns.AddSource(source, tables);
        }

        foreach (var part in Predicates.Conjuncts(condition))
        {
            if (!part.Negated)
            {
                columns.AddPart(part.Node);
            }

            // id = 1 OR id = 2 is another way to write IN.
            var alternatives = Predicates.Alternatives(part);
            if (!alternatives.IsEmpty && alternatives.All(a => a.Operator == "=" && a.Column == alternatives[0].Column))
            {
                columns.bound.Add(alternatives[0].Column);
            }
        }

        return columns.bound.Distinct().ToImmutableArray();
    }

    private void AddSource(JsonNode source, TableReferences tables)
    {
        var relation = source["RangeVar"];
        var subselect = source["RangeSubselect"];
        var query = relation.Exists ? tables.QueryOf(relation) : subselect["subquery"];
        var name = relation.Exists
            ? relation["alias"]["aliasname"].Text ?? relation["relname"].Text
            : subselect["alias"]["aliasname"].Text;
        if (name is not null && AreFew(query))
        {
            writtenSources.Add(name);
        }
    }

    private bool AreFew(JsonNode query) => WrittenRows.Are(query) || (limitBounds && WrittenRows.AreLimited(query));

    private void AddPart(JsonNode part)
    {
        var sublink = part["SubLink"];
        if (sublink["subLinkType"].Text == "ANY_SUBLINK")
        {
            if (!sublink["operName"].Exists && AreFew(sublink["subselect"]))
            {
                AddColumns(sublink["testexpr"]);
            }

            return;
        }

        var expression = part["A_Expr"];
        if (TreeNames.Name(expression["name"]).Name != "=")
        {
            return;
        }

        var (left, right) = (expression["lexpr"], expression["rexpr"]);
        switch (expression["kind"].Text)
        {
            case "AEXPR_IN" or "AEXPR_OP_ANY":
                if (IsWritten(right))
                {
                    AddColumns(left);
                }

                break;
            case "AEXPR_OP":
                if (IsWritten(right))
                {
                    AddColumns(left);
                }
                else if (IsWritten(left))
                {
                    AddColumns(right);
                }

                break;
        }
    }

    // A column, or each column of a row: (a, b) = (1, 2).
    private void AddColumns(JsonNode side)
    {
        foreach (var node in side["RowExpr"].Exists ? side["RowExpr"]["args"].Items : [side])
        {
            var reference = WithoutCasts(node);
            var parts = TreeNames.Strings(reference["ColumnRef"]["fields"]);
            if (parts.Length > 0 && (parts.Length == 1 || targetNames.Contains(parts[parts.Length - 2]))
                && Predicates.Column(reference) is { } column)
            {
                bound.Add(column);
            }
        }
    }

    private bool IsWritten(JsonNode node) =>
        node.Exists
        && !node.Descendants("SubLink").Any()
        && node.Descendants("ColumnRef").All(found =>
            TreeNames.Strings(found.Value["fields"]) is { Length: 2 } parts && writtenSources.Contains(parts[0]));

    private static JsonNode WithoutCasts(JsonNode node)
    {
        while (node["TypeCast"] is { Exists: true } cast)
        {
            node = cast["arg"];
        }

        return node;
    }
}
