using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>The variables of a block by number, and which of them a statement sets.</summary>
internal sealed class BlockDatums
{
    private readonly List<JsonNode> datums;

    public BlockDatums(JsonNode function) => datums = function["datums"].Items.ToList();

    public JsonNode this[int number] => number >= 0 && number < datums.Count ? datums[number] : JsonNode.None;

    /// <summary>The variable's name; record.field for a field; empty where it has none.</summary>
    public string NameOf(int number)
    {
        var field = this[number]["PLpgSQL_recfield"];
        return field.Exists
            ? NameOf(field["recparentno"].Int) + "." + field["fieldname"].Text
            : this[number]["PLpgSQL_var"]["refname"].Text ?? this[number]["PLpgSQL_rec"]["refname"].Text ?? "";
    }

    /// <summary>The names of INTO's and FOR's targets: one record, or a list of variables.</summary>
    public IEnumerable<string> NamesOf(JsonNode target)
    {
        if (target["PLpgSQL_row"] is { Exists: true } row)
        {
            return row["fields"].Items.Select(field => field["name"].Text ?? "");
        }

        return [target["PLpgSQL_rec"]["refname"].Text ?? target["PLpgSQL_var"]["refname"].Text ?? ""];
    }

    /// <summary>All names set anywhere below a node.</summary>
    public IEnumerable<string> AssignedBelow(JsonNode node)
    {
        foreach (var (_, value) in node.Descendants("target", "var", "varno"))
        {
            if (value.Kind == JsonKind.Number)
            {
                yield return NameOf(value.Int);
            }
            else
            {
                foreach (var target in NamesOf(value))
                {
                    yield return target;
                }
            }
        }
    }
}
