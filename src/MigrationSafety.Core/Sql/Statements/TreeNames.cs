using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Names as the tree writes them: RangeVar, lists of String, object names of DROP and COMMENT.</summary>
internal static class TreeNames
{
    /// <summary>A RangeVar's relation, with or without its {"RangeVar": ...} wrapper.</summary>
    public static QualifiedName Relation(JsonNode rangeVar, StatementContext context)
    {
        var node = rangeVar["RangeVar"] is { Exists: true } inner ? inner : rangeVar;
        return new QualifiedName(node["schemaname"].Text ?? context.DefaultSchema, node["relname"].Text ?? "");
    }

    /// <summary>True for ONLY: the tree marks its absence.</summary>
    public static bool IsOnly(JsonNode rangeVar) => !rangeVar["inh"].IsTrue;

    /// <summary>The string of a String node, wrapped or not.</summary>
    public static string? StringOf(JsonNode node) => (node["String"] is { Exists: true } inner ? inner : node)["sval"].Text;

    /// <summary>The strings of a list; anything else in it is left out.</summary>
    public static ImmutableArray<string> Strings(JsonNode list) =>
        list.Items.Select(StringOf).Where(text => text is not null).ToImmutableArray()!;

    /// <summary>A name from its parts: [schema, name], [database, schema, name] or [name].</summary>
    public static QualifiedName Name(ImmutableArray<string> parts, int dropLast = 0)
    {
        var count = parts.Length - dropLast;
        return count switch
        {
            <= 0 => new QualifiedName(null, ""),
            1 => new QualifiedName(null, parts[0]),
            _ => new QualifiedName(parts[count - 2], parts[count - 1]),
        };
    }

    public static QualifiedName Name(JsonNode list) => Name(Strings(list));

    /// <summary>A function's or type's name without the schema pg_catalog, which the grammar itself adds.</summary>
    public static QualifiedName CatalogName(JsonNode list)
    {
        var name = Name(list);
        return name.Schema == "pg_catalog" ? new QualifiedName(null, name.Name) : name;
    }

    /// <summary>
    /// The parts of an object's name in DROP, COMMENT and ALTER ... RENAME: a list, a single string, a type name, or
    /// a function with its argument types.
    /// </summary>
    public static ImmutableArray<string> ObjectParts(JsonNode node)
    {
        if (!node.TryUnwrap(out var kind, out var value))
        {
            return ImmutableArray<string>.Empty;
        }

        return kind switch
        {
            "List" => ListParts(value["items"]),
            "String" => Single(value),
            "TypeName" => Strings(value["names"]),
            "ObjectWithArgs" => Strings(value["objname"]),
            _ => ImmutableArray<string>.Empty,
        };
    }

    private static ImmutableArray<string> Single(JsonNode value) =>
        value["sval"].Text is { } text ? ImmutableArray.Create(text) : ImmutableArray<string>.Empty;

    // COMMENT ON CONSTRAINT ... ON DOMAIN and DROP CAST mix type names into the list.
    private static ImmutableArray<string> ListParts(JsonNode items)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in items.Items)
        {
            if (item["TypeName"] is { Exists: true } type)
            {
                parts.AddRange(Strings(type["names"]));
            }
            else if (StringOf(item) is { } text)
            {
                parts.Add(text);
            }
        }

        return parts.ToImmutable();
    }
}
