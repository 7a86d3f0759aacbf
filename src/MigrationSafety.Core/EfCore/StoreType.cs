using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MigrationSafety.Core.EfCore;

/// <summary>The store type that Npgsql's type mapping gives a CLR type when the migration names none.</summary>
internal static class StoreType
{
    private static readonly Dictionary<string, string> ByClrType = new(StringComparer.Ordinal)
    {
        ["bool"] = "boolean",
        ["byte"] = "smallint",
        ["byte[]"] = "bytea",
        ["char"] = "character(1)",
        ["DateOnly"] = "date",
        ["DateTime"] = "timestamp with time zone",
        ["DateTimeOffset"] = "timestamp with time zone",
        ["decimal"] = "numeric",
        ["double"] = "double precision",
        ["float"] = "real",
        ["Guid"] = "uuid",
        ["int"] = "integer",
        ["IPAddress"] = "inet",
        ["JsonDocument"] = "jsonb",
        ["JsonElement"] = "jsonb",
        ["long"] = "bigint",
        ["NpgsqlTsVector"] = "tsvector",
        ["sbyte"] = "smallint",
        ["short"] = "smallint",
        ["TimeOnly"] = "time without time zone",
        ["TimeSpan"] = "interval",
        ["uint"] = "bigint",
        ["ulong"] = "numeric(20,0)",
        ["ushort"] = "integer",
    };

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["Boolean"] = "bool",
        ["Byte"] = "byte",
        ["Byte[]"] = "byte[]",
        ["Char"] = "char",
        ["Decimal"] = "decimal",
        ["Double"] = "double",
        ["Int16"] = "short",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["SByte"] = "sbyte",
        ["Single"] = "float",
        ["String"] = "string",
        ["UInt16"] = "ushort",
        ["UInt32"] = "uint",
        ["UInt64"] = "ulong",
    };

    /// <summary>The store type of an operation's column; null where neither it nor the CLR type tells.</summary>
    public static string? Of(EfOperation operation) => Of(operation, operation.ClrType, "", operation.Text("type"));

    /// <summary>The store type that the old column had, as the operation itself says.</summary>
    public static string? OfOld(EfOperation operation) =>
        Of(operation, OldClrType(operation) ?? operation.ClrType, "old", operation.Text("oldType"));

    /// <summary>
    /// True for a DateTime without a store type, as EF Core before 5 scaffolds it: timestamp before Npgsql 6 and with its
    /// legacy switch, timestamptz since.
    /// </summary>
    public static bool DependsOnNpgsql(EfOperation operation) =>
        operation.Text("type") is null && operation.ClrType is { } clrType && Simplify(clrType) == "DateTime";

    private static string? Of(EfOperation operation, string? clrType, string prefix, string? written)
    {
        if (written is not null || clrType is null)
        {
            return written;
        }

        var name = Simplify(clrType);
        if (name.EndsWith("[]", StringComparison.Ordinal) && name != "byte[]")
        {
            return Of(operation, name.Substring(0, name.Length - 2), prefix, null) is { } element ? element + "[]" : null;
        }

        if (Element(name) is { } item)
        {
            return Of(operation, item, prefix, null) is { } element ? element + "[]" : null;
        }

        if (name == "string")
        {
            var isFixed = operation.FlagIfWritten(Argument(prefix, "fixedLength")) == true;
            return operation.Integer(Argument(prefix, "maxLength")) is { } length
                ? (isFixed ? "character(" : "character varying(") + length.ToString(CultureInfo.InvariantCulture) + ")"
                : isFixed ? "character(1)" : "text";
        }

        if (name == "decimal" && operation.Integer(Argument(prefix, "precision")) is { } precision)
        {
            return "numeric(" + precision.ToString(CultureInfo.InvariantCulture)
                + (operation.Integer(Argument(prefix, "scale")) is { } scale ? "," + scale.ToString(CultureInfo.InvariantCulture) : "") + ")";
        }

        return ByClrType.TryGetValue(name, out var type) ? type : null;
    }

    private static string Argument(string prefix, string name) =>
        prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string? OldClrType(EfOperation operation)
    {
        const string start = "typeof(";
        return operation.Value("oldClrType") switch
        {
            EfRaw raw when raw.Text.StartsWith(start, StringComparison.Ordinal) =>
                raw.Text.Substring(start.Length).TrimEnd(')'),
            string text => text,
            _ => null,
        };
    }

    /// <summary>System.Nullable, namespaces and framework names removed: <c>System.Int32?</c> gives <c>int</c>.</summary>
    private static string Simplify(string clrType)
    {
        var name = clrType.Trim().TrimEnd('?');
        if (name.IndexOf('<') < 0)
        {
            name = name.Substring(name.LastIndexOf('.') + 1);
        }

        return Keywords.TryGetValue(name, out var keyword) ? keyword : name;
    }

    private static string? Element(string name) =>
        new[] { "List<", "IList<", "ICollection<", "IEnumerable<", "System.Collections.Generic.List<" }
            .Where(start => name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(">", StringComparison.Ordinal))
            .Select(start => name.Substring(start.Length, name.Length - start.Length - 1))
            .FirstOrDefault();
}
