using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Models;

/// <summary>One property of a model as a column.</summary>
internal static class ModelColumnReader
{
    /// <summary>Classes that Npgsql maps; every other type without <c>?</c> that the model does not call required may be either.</summary>
    private static readonly HashSet<string> Classes = new(StringComparer.Ordinal)
    {
        "string", "String", "object", "Uri", "JsonDocument", "NpgsqlTsVector", "NpgsqlTsQuery", "IPAddress", "PhysicalAddress", "BitArray",
        "Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection", "Vector",
    };

    private static readonly HashSet<string> Structs = new(StringComparer.Ordinal)
    {
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal", "char",
        "Guid", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "BigInteger", "Instant", "LocalDate", "LocalTime", "LocalDateTime",
        "NpgsqlInterval", "NpgsqlInet", "NpgsqlCidr", "LTree", "JsonElement",
    };

    /// <param name="line">The chain that starts with Property.</param>
    /// <param name="property">Its name.</param>
    /// <param name="type">The type whose row it is.</param>
    /// <param name="isKey">True for a part of the primary key.</param>
    /// <param name="nullable">True where rows of other types of the table have NULL in it.</param>
    public static MappedColumn Read(BuilderChain line, string property, ModelType type, bool isKey, bool nullable)
    {
        var clrType = line.First.TypeArgument ?? "";
        return new MappedColumn
        {
            Name = line.Find("HasColumnName")?.Text(0) ?? PrefixOf(type) + property,
            Properties = ImmutableArray.Create(PropertyIn(type, property, clrType)),
            StoreType = line.Find("HasColumnType")?.Text(0),
            IsNullable = nullable && !isKey ? true : IsNullable(line, clrType, isKey),
            MaxLength = line.Find("HasMaxLength")?.Number(0),
            IsKey = isKey,
            IsConcurrencyToken = line.Find("IsRowVersion") is not null || line.Find("IsConcurrencyToken") is { IsOn: true },
            ValueGenerated = GenerationOf(line),
            HasDefault = line.Calls.Any(static call => call.Name is "HasDefaultValue" or "HasDefaultValueSql"),
            IsComputed = line.Find("HasComputedColumnSql") is not null,
        };
    }

    /// <summary>An owned or complex type that is stored as one document.</summary>
    public static MappedColumn Document(ModelType part, bool isNullable) => new()
    {
        Name = part.JsonColumn ?? part.Navigation!,
        Properties = ImmutableArray.Create(PropertyIn(part.Owner!, part.Navigation!, part.Name)),
        StoreType = part.JsonType ?? "jsonb",
        IsNullable = isNullable,
        IsJsonDocument = true,
    };

    private static MappedProperty PropertyIn(ModelType type, string property, string clrType) =>
        new(type.Root.Name, type.Path.Length == 0 ? property : type.Path + "." + property, clrType);

    /// <summary>EF Core's default name inside another type's row: <c>Address_Street</c>.</summary>
    private static string PrefixOf(ModelType type) =>
        type.Owner is null || type.IsMany || (type.Table is { } own && !SharesTable(type, own))
            ? ""
            : PrefixOf(type.Owner) + type.Navigation + "_";

    private static bool SharesTable(ModelType type, string own)
    {
        for (var owner = type.Owner; owner is not null; owner = owner.Owner)
        {
            if (owner.Table is { } table)
            {
                return table == own;
            }
        }

        return true;
    }

    private static bool? IsNullable(BuilderChain line, string clrType, bool isKey)
    {
        if (isKey || line.Find("IsRequired") is { IsOn: true })
        {
            return false;
        }

        if (clrType.EndsWith("?", StringComparison.Ordinal) || clrType.EndsWith("]", StringComparison.Ordinal))
        {
            return true;
        }

        // List<string>, Dictionary<string, string>: classes, but for NpgsqlRange<int>.
        var open = clrType.IndexOf('<');
        var name = open < 0 ? clrType : clrType.Substring(0, open);
        name = name.Substring(name.LastIndexOf('.') + 1);
        return open >= 0 ? name != "NpgsqlRange"
            : Structs.Contains(name) ? false
            : Classes.Contains(name) ? true
            : null;
    }

    private static ValueGeneration GenerationOf(BuilderChain line)
    {
        foreach (var call in line.Calls)
        {
            switch (call.Name)
            {
                case "ValueGeneratedOnAdd":
                    return ValueGeneration.OnAdd;
                case "ValueGeneratedOnAddOrUpdate" or "IsRowVersion":
                    return ValueGeneration.OnAddOrUpdate;
                case "ValueGeneratedOnUpdate" or "ValueGeneratedOnUpdateSometimes":
                    return ValueGeneration.OnUpdate;
            }
        }

        return ValueGeneration.Never;
    }
}
