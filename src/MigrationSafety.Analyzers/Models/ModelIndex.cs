using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Models;

/// <summary>
/// The tables of a model and which types are mapped to them. Looks at the last call of each statement only: the chains
/// of properties, nearly all of a Designer's text, are passed by.
/// </summary>
internal sealed class ModelIndex
{
    private readonly Dictionary<string, ModelType> types = new(StringComparer.Ordinal);
    private readonly ImmutableArray<MappedEnum>.Builder enums = ImmutableArray.CreateBuilder<MappedEnum>();
    private readonly Dictionary<QualifiedName, (QualifiedName Name, List<ModelType> Types)> byTable = [];
    private string? defaultSchema;

    public static readonly ModelIndex Empty = new();

    private ModelIndex()
    {
    }

    public ImmutableArray<MappedEnum> Enums => enums.ToImmutable();

    public IEnumerable<QualifiedName> Tables => byTable.Keys;

    public static ModelIndex Of(MethodDeclarationSyntax build)
    {
        var index = new ModelIndex();
        foreach (var statement in build.Body?.Statements ?? default)
        {
            index.ReadModelStatement(statement);
        }

        foreach (var type in index.types.Values)
        {
            index.Place(type);
        }

        return index;
    }

    /// <summary>A table's name as the model writes it, and the types that have columns in it; null where it maps none.</summary>
    public (QualifiedName Name, List<ModelType> Types)? Find(QualifiedName table) => byTable.TryGetValue(table, out var found) ? found : null;

    public ModelType? Find(string? name) => name is not null && types.TryGetValue(name, out var type) ? type : null;

    /// <summary>The table of a type; a class of a hierarchy without one is in its base class's.</summary>
    public QualifiedName? TableOf(ModelType type) => TableOf(type, depth: 0);

    private QualifiedName? TableOf(ModelType type, int depth)
    {
        // A class cannot be its own base, but broken text may claim it.
        if (type.IsUnmapped || type.IsJson || depth > 64)
        {
            return null;
        }

        var above = type.Owner ?? Find(type.BaseType);
        if (type.Table is { } table)
        {
            return new QualifiedName(type.Schema ?? (above is null ? defaultSchema : SchemaOf(above, depth + 1)), table);
        }

        return type.IsMany ? null
            : above is not null ? TableOf(above, depth + 1)
            : new QualifiedName(type.Schema ?? defaultSchema, type.Name.Substring(type.Name.LastIndexOfAny(['.', '+']) + 1));
    }

    private string? SchemaOf(ModelType type, int depth) => TableOf(type, depth)?.Schema ?? defaultSchema;

    private void ReadModelStatement(StatementSyntax statement)
    {
        if (BuilderChain.Of(statement) is not { } chain)
        {
            return;
        }

        if (chain.First is { Name: "Entity" or "SharedTypeEntity" } entity)
        {
            if (entity.Text(0) is { } name && entity.Lambda is { } lambda)
            {
                if (!types.TryGetValue(name, out var type))
                {
                    types[name] = type = new ModelType(name);
                }

                ReadType(type, lambda);
            }

            return;
        }

        foreach (var call in chain.Calls)
        {
            switch (call.Name)
            {
                case "HasDefaultSchema":
                    defaultSchema = call.Text(0);
                    break;
                case "HasPostgresEnum" when call.Texts().ToList() is { Count: > 0 } names:
                    enums.Add(new MappedEnum(
                        new QualifiedName(names.Count > 1 ? names[0] : null, names[names.Count - 1]), call.TextsOfArray().ToImmutableArray()));
                    break;
                case "HasAnnotation" when call.Text(0) is { } annotation && annotation.StartsWith("Npgsql:Enum:", StringComparison.Ordinal):
                    enums.Add(EnumOf(annotation.Substring("Npgsql:Enum:".Length), call.Text(1) ?? ""));
                    break;
            }
        }
    }

    private static MappedEnum EnumOf(string name, string values)
    {
        var dot = name.LastIndexOf('.');

        // ToImmutableArray on an array takes a span in C# 14: a System.Memory that the oldest host does not have.
        return new MappedEnum(
            new QualifiedName(dot > 0 ? name.Substring(0, dot) : null, name.Substring(dot + 1)), ImmutableArray.CreateRange(values.Split(',')));
    }

    private static void ReadType(ModelType type, LambdaExpressionSyntax lambda)
    {
        type.Bodies.Add(lambda.Span);
        foreach (var statement in (lambda.Body as BlockSyntax)?.Statements ?? default)
        {
            switch (BuilderChain.LastName(statement))
            {
                case "ToTable" or "ToView" or "ToFunction" or "ToSqlQuery" or "HasBaseType" or "UseTpcMappingStrategy" or "OwnsOne" or "OwnsMany"
                    or "ComplexProperty" or "SplitToTable" or "ToJson"
                    when BuilderChain.Of(statement) is { } chain:
                    ReadCalls(type, chain);
                    break;

                // b1.ToJson("data").HasColumnType("jsonb"): only types inside others have it.
                case "HasColumnType" when type.Owner is not null && BuilderChain.Of(statement) is { } chain && chain.Find("ToJson") is not null:
                    ReadCalls(type, chain);
                    break;
            }
        }
    }

    private static void ReadCalls(ModelType type, BuilderChain chain)
    {
        var call = chain.First;
        switch (call.Name)
        {
            case "ToTable":
                type.Table = call.Text(0);
                type.Schema = call.Text(1);
                type.IsUnmapped = type.Table is null;
                break;
            case "ToView" or "ToFunction" or "ToSqlQuery":
                type.IsUnmapped |= type.Table is null;
                break;
            case "HasBaseType":
                type.BaseType = call.Text(0);
                break;
            case "UseTpcMappingStrategy":
                type.IsTpc = true;
                break;
            case "OwnsOne" or "OwnsMany" when call.Texts().ToList() is { Count: > 0 } names && call.Lambda is { } lambda:
                Part(type, new ModelType(names[0], type, names[names.Count - 1]) { IsMany = call.Name == "OwnsMany" }, lambda);
                break;
            case "ComplexProperty" when call.Texts().ToList() is { Count: > 0 } names && call.Lambda is { } lambda:
                Part(type, new ModelType(names[names.Count - 1], type, names[0]) { IsComplex = true }, lambda);
                break;
            case "SplitToTable" when call.Text(0) is { } table:
                type.Splits.Add((table, call.Text(1), PropertiesOf(call.Lambda)));
                break;
        }

        // b1.ToTable("orders").ToJson("data").HasColumnType("jsonb"), or a statement of its own.
        if (chain.Find("ToJson") is { } json)
        {
            type.IsJson = true;
            type.JsonColumn = json.Text(0);
            type.JsonType = chain.Find("HasColumnType")?.Text(0);
        }
    }

    private static void Part(ModelType owner, ModelType part, LambdaExpressionSyntax lambda)
    {
        owner.Parts.Add(part);
        ReadType(part, lambda);
    }

    private static HashSet<string> PropertiesOf(LambdaExpressionSyntax? lambda)
    {
        var properties = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in (lambda?.Body as BlockSyntax)?.Statements ?? default)
        {
            if (BuilderChain.Of(statement)?.First is { Name: "Property" } property && property.Text(0) is { } name)
            {
                properties.Add(name);
            }
        }

        return properties;
    }

    private void Place(ModelType type)
    {
        if (type.IsJson)
        {
            // The document is a column of the owner's table; what is in it has no columns.
            return;
        }

        if (!type.IsComplex && TableOf(type) is { } table)
        {
            Add(table, type);
        }

        foreach (var (name, schema, _) in type.Splits)
        {
            Add(new QualifiedName(schema ?? defaultSchema, name), type);
        }

        foreach (var part in type.Parts)
        {
            Place(part);
        }
    }

    private void Add(QualifiedName table, ModelType type)
    {
        if (!byTable.TryGetValue(table, out var found))
        {
            byTable[table] = found = (table, []);
        }

        found.Types.Add(type);
    }
}
