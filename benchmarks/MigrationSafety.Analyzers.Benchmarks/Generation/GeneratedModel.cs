using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Analyzers.Benchmarks.Generation;

/// <summary>The 30 tables that every Designer describes.</summary>
internal static class GeneratedModel
{
    private static readonly string[] s_types = ["text", "integer", "bigint", "numeric", "boolean", "uuid", "timestamp with time zone", "character varying(200)"];

    public static IReadOnlyList<string> Tables { get; } = [.. Enumerable.Range(1, 30).Select(number => $"Table{number:00}")];

    public static IReadOnlyList<(string Name, string Type)> Columns { get; } = [.. Enumerable.Range(1, 10).Select(number => ($"Column{number:00}", s_types[number % s_types.Length]))];

    public static string ClrType(string type) => type switch
    {
        "integer" => "int",
        "bigint" => "long",
        "numeric" => "decimal",
        "boolean" => "bool",
        "uuid" => "Guid",
        "timestamp with time zone" => "DateTime",
        _ => "string",
    };
}
