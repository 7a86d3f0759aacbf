using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.Types;

/// <summary>Reads types from the tree, and EF Core's store type strings through the same grammar.</summary>
internal static class PgTypeReader
{
    // INTERVAL_FULL_RANGE: what the grammar writes before the precision of interval(3).
    private const int FullRange = 32767;

    private const int FullPrecision = 6;

    private static readonly BoundedCache<PgType?> Cache = new(capacity: 1000, maximumKeyLength: 200);

    /// <summary>A store type as EF Core writes it (<c>character varying(50)</c>); null where it is no type.</summary>
    public static PgType? Parse(string text) => PgTypeNames.Find(text) ?? Cache.GetOrAdd(text, ParseWithGrammar);

    /// <summary>A TypeName node.</summary>
    public static PgType? Read(JsonNode node)
    {
        var name = TreeNames.CatalogName(node["names"]);
        if (name.Name.Length == 0)
        {
            return null;
        }

        return new PgType
        {
            Name = name.Name,
            Schema = name.Schema,
            Modifiers = Modifiers(name.Name, node["typmods"]),
            NamedModifiers = node["typmods"].Items
                .Select(item => TreeNames.Strings(item["ColumnRef"]["fields"]))
                .Where(parts => !parts.IsEmpty)
                .Select(parts => parts[parts.Length - 1])
                .ToImmutableArray(),
            ArrayDimensions = node["arrayBounds"].Items.Count(),
        };
    }

    private static ImmutableArray<int> Modifiers(string type, JsonNode typmods)
    {
        var modifiers = typmods.Items
            .Select(item => item["A_Const"]["ival"])
            .Where(value => value.Exists)
            .Select(value => value["ival"].Int)
            .ToImmutableArray();
        return type != "interval" || modifiers.IsEmpty ? modifiers
            : modifiers[0] == FullRange ? modifiers.RemoveAt(0)
            // "year to month" is a lone 6 in the tree, which interval(6) would be too.
            : modifiers.Length == 1 ? modifiers.Add(FullPrecision)
            : modifiers;
    }

    private static PgType? ParseWithGrammar(string text)
    {
        var result = PostgresParser.Parse("SELECT NULL::" + text);
        if (result.Json is null)
        {
            return null;
        }

        // Exactly the one cast that was asked for: the text may hold more than a type.
        var statements = JsonTape.Read(result.Json)["stmts"].Items.ToList();
        var targets = statements.Count == 1
            ? statements[0]["stmt"]["SelectStmt"]["targetList"].Items.ToList()
            : [];
        var cast = targets.Count == 1 ? targets[0]["ResTarget"]["val"]["TypeCast"] : JsonNode.None;
        return cast["arg"]["A_Const"]["isnull"].IsTrue && !targets[0]["ResTarget"]["name"].Exists
            && statements[0]["stmt"]["SelectStmt"].Properties.All(p => p.Key is "targetList" or "limitOption" or "op")
            ? Read(cast["typeName"])
            : null;
    }
}
