using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MigrationSafety.Runtime.Backfills;

/// <summary>What a backfill does, as data: kept with its progress, so that a changed class does not go on with another one's work.</summary>
public sealed class BackfillDefinition
{
    internal BackfillDefinition(string name, string? schema, string table, IReadOnlyList<Assignment> assignments, string? where, CopyTarget? copy, string alias = DefaultAlias)
    {
        Name = name;
        Schema = schema;
        Table = table;
        Assignments = assignments;
        Where = where;
        Copy = copy;
        Alias = alias;
    }

    internal const string DefaultAlias = "t";

    /// <summary>The name that progress is kept under.</summary>
    public string Name { get; }

    /// <summary>The schema of the table; null: found by the search path.</summary>
    public string? Schema { get; }

    /// <summary>The table's name.</summary>
    public string Table { get; }

    /// <summary>What is written: columns of the table, or of the table that is copied into.</summary>
    public IReadOnlyList<Assignment> Assignments { get; }

    /// <summary>Which rows are meant; null: all.</summary>
    public string? Where { get; }

    /// <summary>The table that rows are copied into; null: the rows themselves are changed.</summary>
    public CopyTarget? Copy { get; }

    /// <summary>What the expressions may call the row.</summary>
    public string Alias { get; }

    /// <summary>Whether a statement of it may read another table.</summary>
    internal bool HasSubqueries =>
        Copy is not null || Assignments.Select(a => a.Expression).Append(Where ?? "").Any(sql => sql.Contains("select", StringComparison.OrdinalIgnoreCase));

    /// <summary>The definition as JSON, for people and for comparison.</summary>
    public string ToJson()
    {
        var fields = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["alias"] = Alias,
            ["schema"] = Schema,
            ["table"] = Table,
            ["where"] = Where,
            ["set"] = Assignments.Select(a => new { column = a.Column, expression = a.Expression, kind = a.Kind.ToString(), unique = a.Unique }).ToArray(),
            ["copy"] = Copy is null ? null : new { schema = Copy.Schema, table = Copy.Table, key = Copy.Key, existing = Copy.Existing.ToString() },
        };
        return JsonSerializer.Serialize(fields);
    }

    /// <summary>The same for the same definition, on every machine.</summary>
    public string Hash() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>What of <paramref name="json"/> (a stored definition) this one says differently: "where: was x, is y".</summary>
    internal string DifferenceFrom(string json)
    {
        var was = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        var now = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ToJson())!;
        return string.Join("; ",
            from field in now.Keys.Union(was.Keys).Order(StringComparer.Ordinal)
            let before = Text(was, field)
            let after = Text(now, field)
            where before != after
            select $"{field}: was {before}, is {after}");
    }

    // Through JsonDocument: the server's jsonb has other white space and another order of keys.
    private static string Text(Dictionary<string, JsonElement> fields, string name) => fields.TryGetValue(name, out var value) ? Canonical(value) : "absent";

    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name + ": " + Canonical(p.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.Null => "nothing",
        _ => value.ToString(),
    };
}
